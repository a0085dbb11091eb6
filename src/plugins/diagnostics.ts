import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILabShell } from '@jupyterlab/application';
import { captureGlobalErrors, Recorder, scriptFolder, type Log } from '../diagnostics/index.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { ContentsReportWriter, NotificationSink } from '../diagnostics/sinks/index.js';
import { IXESDiagnostics, IXESLog } from './ids.js';
import { currentDocument, openPaths, reportFolders } from './places.js';

/** Crash reports, and the capture of errors nobody caught. */
export const diagnosticsPlugin: JupyterFrontEndPlugin<IDiagnostics> = {
  id: 'jupyterlab-xes:diagnostics',
  description: 'Log and crash reports of the XES viewer.',
  autoStart: true,
  provides: IXESDiagnostics,
  requires: [IXESLog],
  optional: [ILabShell],
  activate: (app: JupyterFrontEnd, log: Log, labShell: ILabShell | null): IDiagnostics => {
    const { contents } = app.serviceManager;
    const recorder = new Recorder({
      sinks: [],
      log,
      notify: new NotificationSink(path => {
        void app.commands.execute('docmanager:open', { path, factory: 'Editor' });
      }),
      reports: new ContentsReportWriter(contents, ({ path }) =>
        reportFolders(app, labShell, path ?? null)
      ),
      environment: () => ({
        application: app.name,
        applicationVersion: app.version,
        userAgent: navigator.userAgent,
        language: navigator.language
      }),
      snapshot: () => ({ open: openPaths(app) }),
      currentPath: () => currentDocument(app) ?? labShell?.currentPath ?? undefined
    });
    captureGlobalErrors(recorder, isOurs);
    return recorder;
  }
};

/** All our chunks are served from one folder: this one's. */
const ownFolder = scriptFolder(new Error().stack ?? '');

function isOurs(stack: string): boolean {
  return ownFolder !== null && stack.includes(ownFolder);
}
