import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { serialise } from '../analysis/index.js';
import type { IReportAnalysis } from '../diagnostics/index.js';
import { isAnalysisPath } from '../documents/guards.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';

/** The open documents of ours, as a report carries them. Never throws: the report is worth more. */
export function openAnalyses(app: JupyterFrontEnd): IReportAnalysis[] {
  try {
    return [...app.shell.widgets('main')]
      .filter(widget => widget.hasClass('jp-XESDocument'))
      .map(widget => widget as XESDocumentWidget)
      .filter(({ model }) => model !== null)
      .map(asReported);
  } catch {
    return [];
  }
}

function asReported({ context, model }: XESDocumentWidget): IReportAnalysis {
  const { path } = context;
  const door = doorOf(path);
  const base = door === 'scan' ? null : baseOf(context);
  return { path, door, base, text: model ? serialise(model.document) : '' };
}

/** By which door a path is opened. */
export function doorOf(path: string): 'scan' | 'analysis' {
  return isAnalysisPath(path) ? 'analysis' : 'scan';
}

/** Time of the file that a context has read; not its hash, which redaction would take for a secret. */
export function baseOf({ contentsModel }: DocumentRegistry.Context): string | null {
  return contentsModel?.last_modified ?? null;
}
