import type { JupyterFrontEnd } from '@jupyterlab/application';
import { PathExt } from '@jupyterlab/coreutils';
import { folderOf } from '../documents/paths.js';

/**
 * Folders for reports and logs, in order of preference: that of the open notebook, then that of the
 * document concerned.
 */
export function reportFolders(app: JupyterFrontEnd, document: string | null): string[] {
  const { contents } = app.serviceManager;
  return [openNotebook(app), document]
    .filter((path): path is string => path !== null)
    .map(path => folderOf(contents, path));
}

/** Folders for the log: those for reports, then the server's root. */
export function logFolders(app: JupyterFrontEnd): string[] {
  return [...reportFolders(app, currentDocument(app)), ''];
}

interface IPathWidget {
  context?: { path?: string };
}

/** Paths of the documents in the main area. */
export function openPaths(app: JupyterFrontEnd): string[] {
  return [...app.shell.widgets('main')]
    .map(pathOf)
    .filter((path): path is string => typeof path === 'string');
}

/** The widget may belong to any extension: one that throws must not break the caller. */
function pathOf(widget: object): string | undefined {
  try {
    return (widget as IPathWidget).context?.path;
  } catch {
    return undefined;
  }
}

function openNotebook(app: JupyterFrontEnd): string | null {
  const current = (app.shell as { currentPath?: string | null }).currentPath ?? '';
  const isNotebook = (path: string) => PathExt.extname(path) === '.ipynb';
  return isNotebook(current) ? current : (openPaths(app).find(isNotebook) ?? null);
}

/** Path of the viewer in focus, else of a visible one, else of any. */
export function currentDocument(app: JupyterFrontEnd): string | null {
  const viewers = [...app.shell.widgets('main')].filter(widget =>
    widget.hasClass('jp-XESDocument')
  );
  const widget =
    viewers.find(viewer => viewer === app.shell.currentWidget) ??
    viewers.find(viewer => viewer.isVisible) ??
    viewers[0];
  return (widget as IPathWidget | undefined)?.context?.path ?? null;
}
