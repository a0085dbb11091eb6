import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';
import { XESError } from '../base/errors.js';

/**
 * A notebook's tab, or the first of several. @throws XESError `viewer/missing` if there can be no
 * tab next to it.
 */
export function notebookPanel(
  { shell }: JupyterFrontEnd,
  context: DocumentRegistry.Context
): Widget {
  const isOf = (widget: Widget & { context?: unknown }) => widget.context === context;
  const panel = [...shell.widgets('main')].find(isOf);
  // Notebook 7 shows a single document per page
  if (!panel || !('mode' in shell)) {
    throw new XESError(
      'viewer/missing',
      'No viewer can be opened next to this notebook. Open the notebook in JupyterLab; here, results are shown below their cells.'
    );
  }
  return panel;
}

/** Where a tab opens: among viewers next to the notebook, or else to its right. */
export function placeBeside(
  notebook: Widget,
  viewers: readonly Widget[]
): DocumentRegistry.IOpenOptions {
  const beside = viewers.find(
    viewer => viewer.isVisible && viewer !== notebook && notebook.isVisible
  );
  return beside ? { mode: 'tab-after', ref: beside.id } : { mode: 'split-right', ref: notebook.id };
}

/** Return to the notebook, unless the new tab took its place. */
export function backTo({ shell }: JupyterFrontEnd, notebook: Widget, wasCurrent: boolean): void {
  if (wasCurrent && notebook.isVisible) {
    shell.activateById(notebook.id);
  }
}
