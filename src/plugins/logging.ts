import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, type MainAreaWidget } from '@jupyterlab/apputils';
import { ILoggerRegistry } from '@jupyterlab/logconsole';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Log, redact, setKnownSecrets } from '../diagnostics/index.js';
import { BrowserConsoleSink, LogConsoleSink } from '../diagnostics/sinks/console.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { CommandIDs, IXESDiagnostics, IXESLog, IXESTracker, settingsId } from './ids.js';
import { levelsOf } from './logsettings.js';
import { currentDocument, openPaths, reportFolders } from './places.js';
import { pageSecrets } from './secrets.js';
import { ViewerSettings } from './settings.js';

/** The log itself and its consoles; the files come with the first document. */
export const logPlugin: JupyterFrontEndPlugin<Log> = {
  id: 'jupyterlab-xes:log',
  description: 'Log of the XES viewer.',
  autoStart: true,
  provides: IXESLog,
  optional: [ILoggerRegistry],
  activate: (app: JupyterFrontEnd, loggers: ILoggerRegistry | null): Log => {
    setKnownSecrets(pageSecrets(app.serviceManager.serverSettings));
    const log = new Log();
    log.addSink(new BrowserConsoleSink(), { name: 'console', level: 'warning', perSecond: 50 });
    if (loggers) {
      // the console shows the lines of a document under its path as it is
      const source = (path: string) => openPaths(app).find(open => redact(open) === path) ?? path;
      const sink = new LogConsoleSink(loggers, source);
      log.addSink(sink, { name: 'logConsole', level: 'info', perSecond: 50 });
    }
    return log;
  }
};

/** Levels from the settings, the files, and the command that shows the log. */
export const loggingPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:logging',
  description: 'Levels, files and viewer of the log.',
  autoStart: true,
  requires: [IXESLog, IXESDiagnostics, IXESTracker],
  optional: [ISettingRegistry, ICommandPalette, ILabShell],
  activate: (
    app: JupyterFrontEnd,
    log: Log,
    diagnostics: IDiagnostics,
    tracker: IXESTracker,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null,
    labShell: ILabShell | null
  ): void => {
    const settings = new ViewerSettings(registry, settingsId, error =>
      diagnostics.log('warning', `Settings: ${String(error)}`)
    );
    settings.changed.connect((_, current) => log.setLevels(levelsOf(current)));

    const startFiles = async () => {
      const { attachFileLog } = await import('./filelog.js');
      await settings.ready; // an administrator may have switched the files off
      const places = () => reportFolders(app, labShell, currentDocument(app));
      const limits = () => {
        const { logFileCount: count, logFileSize: size } = settings.current;
        return { count, total: count * size * 1e6 };
      };
      return attachFileLog({ app, log, places, limits });
    };
    let files: ReturnType<typeof startFiles> | null = null;
    tracker.widgetAdded.connect(() => {
      void diagnostics.guard({ doing: 'Starting the log files', module: 'log' }, async () => {
        const isFirst = files === null;
        files ??= startFiles();
        const sink = await files.catch((error: unknown) => {
          files = null; // the next document tries again
          throw error;
        });
        if (!isFirst) {
          sink.retry(); // there may be another folder to write beside
        }
      });
    });

    let shown: MainAreaWidget | null = null;
    const doing = 'Showing the log';
    app.commands.addCommand(CommandIDs.showLog, {
      label: 'Show XES Log',
      caption: 'Show the last messages of the XES viewer, to filter and to copy',
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () =>
        diagnostics.guard({ doing, module: 'log' }, async () => {
          const { openLogViewer } = await import('./logpanel.js');
          if (!shown || shown.isDisposed) {
            shown = openLogViewer(log, diagnostics);
            app.shell.add(shown, 'down');
          }
          app.shell.activateById(shown.id);
        })
    });
    palette?.addItem({ command: CommandIDs.showLog, category: 'X-ray Emission' });
  }
};
