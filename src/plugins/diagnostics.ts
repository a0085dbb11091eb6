import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILabShell } from '@jupyterlab/application';
import { ILoggerRegistry } from '@jupyterlab/logconsole';
import { captureGlobalErrors } from '../diagnostics/capture.js';
import { scriptFolder } from '../diagnostics/frames.js';
import { Recorder, type ILogSink } from '../diagnostics/recorder.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import {
  BrowserConsoleSink,
  LogConsoleSink,
  NotificationSink
} from '../diagnostics/sinks/index.js';
import { IXESDiagnostics } from './ids.js';

/** Log, crash reports, and the capture of errors nobody caught. */
export const diagnosticsPlugin: JupyterFrontEndPlugin<IDiagnostics> = {
  id: 'jupyterlab-xes:diagnostics',
  description: 'Log and crash reports of the XES viewer.',
  autoStart: true,
  provides: IXESDiagnostics,
  optional: [ILoggerRegistry, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    loggers: ILoggerRegistry | null,
    labShell: ILabShell | null
  ): IDiagnostics => {
    const sinks: ILogSink[] = [new BrowserConsoleSink()];
    if (loggers) {
      sinks.push(new LogConsoleSink(loggers));
    }
    const recorder = new Recorder({
      sinks,
      notify: new NotificationSink(path => {
        void app.commands.execute('docmanager:open', { path, factory: 'Editor' });
      }),
      reports: {
        // loaded with the first document, so that it is there when the server is not
        write: async (report, context) => {
          const { reportWriter } = await import('./reportwriter.js');
          return reportWriter(app).write(report, context);
        }
      },
      environment: () => environmentOf(app),
      snapshot: () => ({ open: openPaths(app) }),
      currentPath: () => currentDocument(app) ?? labShell?.currentPath ?? undefined
    });
    captureGlobalErrors(recorder, isOurs);
    return recorder;
  }
};

/** Versions and browser. */
export function environmentOf(app: JupyterFrontEnd): Record<string, unknown> {
  return {
    application: app.name,
    applicationVersion: app.version,
    userAgent: navigator.userAgent,
    language: navigator.language
  };
}

interface IPathWidget {
  context?: { path?: string };
}

/** Paths of the documents that are open, of whatever kind. */
export function openPaths(app: JupyterFrontEnd): string[] {
  return [...app.shell.widgets('main')]
    .map(widget => (widget as IPathWidget).context?.path)
    .filter((path): path is string => typeof path === 'string');
}

/** The viewer a person looks at, else any that is open. */
function currentDocument(app: JupyterFrontEnd): string | null {
  const viewers = [...app.shell.widgets('main')].filter(widget =>
    widget.hasClass('jp-XESDocument')
  );
  const widget =
    viewers.find(viewer => viewer === app.shell.currentWidget) ??
    viewers.find(viewer => viewer.isVisible) ??
    viewers[0];
  return (widget as IPathWidget | undefined)?.context?.path ?? null;
}

/** All our chunks are served from one folder: this one's. */
const ownFolder = scriptFolder(new Error().stack ?? '');

function isOurs(stack: string): boolean {
  return ownFolder !== null && stack.includes(ownFolder);
}
