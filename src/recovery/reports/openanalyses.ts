import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';
import { writeDocument } from '../../analysis/document/index.js';
import type { IReportAnalysis } from '../../diagnostics/index.js';
import { documentKind } from '../../documents/pathkinds.js';
import type { AnalysisModel } from '../../model/index.js';
import type { DocumentTab } from '../restore/opentab.js';

/** Our open documents, as a report carries them. Never throws: the report matters more. */
export function openAnalyses(app: JupyterFrontEnd): IReportAnalysis[] {
  try {
    return [...app.shell.widgets('main')]
      .filter(widget => widget.hasClass('jp-XESDocument'))
      .map(widget => widget as Widget & DocumentTab)
      .flatMap(({ context, model }) => (model ? [reportAnalysis(context, model)] : []));
  } catch {
    return [];
  }
}

function reportAnalysis(context: DocumentRegistry.Context, model: AnalysisModel): IReportAnalysis {
  const { path } = context;
  const kind = documentKind(path);
  const base = kind === 'scan' ? null : baseOf(context);
  return { path, kind, base, text: textOf(context, model) };
}

/** An open document as it would be saved; an analysis that can't be read as its raw text. */
export function textOf(context: DocumentRegistry.Context, model: AnalysisModel): string {
  return model.failure ? context.model.toString() : writeDocument(model.document);
}

/** Modification time of the file a context has read; its hash would be redacted as a secret. */
export function baseOf({ contentsModel }: DocumentRegistry.Context): string | null {
  return contentsModel?.last_modified ?? null;
}
