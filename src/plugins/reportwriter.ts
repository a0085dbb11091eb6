import type { JupyterFrontEnd } from '@jupyterlab/application';
import { PathExt } from '@jupyterlab/coreutils';
import type { IContext } from '../diagnostics/index.js';
import { ContentsReportWriter } from '../diagnostics/sinks/reports.js';
import { folderOf } from '../documents/paths.js';
import { openPaths } from './diagnostics.js';

/** Writes reports beside what is open. */
export function reportWriter(app: JupyterFrontEnd): ContentsReportWriter {
  const { contents } = app.serviceManager;
  return new ContentsReportWriter(contents, context => reportPlaces(app, context));
}

/** Folders for a report: the open notebook's, else the one of the document concerned. */
export function reportPlaces(app: JupyterFrontEnd, { path }: IContext): string[] {
  const { contents } = app.serviceManager;
  return [openNotebook(app), path ?? null]
    .filter((place): place is string => place !== null)
    .map(place => folderOf(contents, place));
}

function openNotebook(app: JupyterFrontEnd): string | null {
  const current = (app.shell as { currentPath?: string | null }).currentPath ?? '';
  const isNotebook = (path: string) => PathExt.extname(path) === '.ipynb';
  return isNotebook(current) ? current : (openPaths(app).find(isNotebook) ?? null);
}
