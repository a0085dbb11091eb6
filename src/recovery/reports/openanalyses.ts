import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';
import { writeDocument } from '../../analysis/document/index.js';
import type { IReportAnalysis } from '../../diagnostics/index.js';
import { documentKind } from '../../documents/pathkinds.js';
import type { AnalysisModel } from '../../model/index.js';
import type { DocumentTab } from '../restore/opentab.js';

/** The open documents of ours, as a report carries them. Never throws: the report is worth more. */
export function openAnalyses(app: JupyterFrontEnd): IReportAnalysis[] {
  try {
    return [...app.shell.widgets('main')]
      .filter(widget => widget.hasClass('jp-XESDocument'))
      .map(widget => widget as Widget & DocumentTab)
      .flatMap(({ context, model }) => (model ? [asReported(context, model)] : []));
  } catch {
    return [];
  }
}

function asReported(context: DocumentRegistry.Context, model: AnalysisModel): IReportAnalysis {
  const { path } = context;
  const door = documentKind(path);
  const base = door === 'scan' ? null : baseOf(context);
  return { path, door, base, text: textOf(context, model) };
}

/** What is open, as a file of it holds it; of an analysis that can't be read the text itself. */
export function textOf(context: DocumentRegistry.Context, model: AnalysisModel): string {
  return model.failure ? context.model.toString() : writeDocument(model.document);
}

/** Time of the file that a context has read; not its hash, which redaction would take for a secret. */
export function baseOf({ contentsModel }: DocumentRegistry.Context): string | null {
  return contentsModel?.last_modified ?? null;
}
