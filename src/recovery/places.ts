import type { JupyterFrontEnd } from '@jupyterlab/application';
import { PathExt } from '@jupyterlab/coreutils';
import { folderOf } from '../documents/paths.js';

/**
 * Folders that take reports and logs, in order of preference: beside the notebook that is open,
 * else beside the document concerned.
 */
export function reportFolders(app: JupyterFrontEnd, document: string | null): string[] {
  const { contents } = app.serviceManager;
  return [openNotebook(app), document]
    .filter((path): path is string => path !== null)
    .map(path => folderOf(contents, path));
}

/** Folders that take the log: as those of reports, else the server's root. */
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

/** Of anybody's widget: one that throws must not end what asks. */
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

/** The viewer a person looks at, else any that is open. */
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
