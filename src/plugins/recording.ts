import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import type { ILoggerRegistry } from '@jupyterlab/logconsole';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { CompletedReports } from '../diagnostics/completed.js';
import type { EarlyLog } from '../diagnostics/early.js';
import { Log } from '../diagnostics/log.js';
import { Recorder } from '../diagnostics/recorder.js';
import type { ILogLimits } from '../diagnostics/sinks/contentslog.js';
import { redact, setKnownSecrets } from '../diagnostics/redact.js';
import {
  BrowserConsoleSink,
  LogConsoleSink,
  NotificationSink
} from '../diagnostics/sinks/index.js';
import { BlackBox } from '../recovery/blackbox.js';
import { attachFileLog } from './filelog.js';
import { reportHelpOf } from '../health/latereporthelp.js';
import { settingsOf, type ISettings, type SettingsStore } from '../settings/index.js';
import { currentDocument, logFolders, openPaths } from '../recovery/places.js';
import { environmentOf, reportWriter } from '../recovery/reports/reportwriter.js';
import { pageSecrets } from '../server/secrets.js';

export interface IRecordingOptions {
  app: JupyterFrontEnd;
  labShell: ILabShell | null;
  loggers: ILoggerRegistry | null;
  registry: ISettingRegistry | null;
}

/** The recorder, its log, and the store of records that outlive the page. */
export interface IRecording {
  recorder: Recorder;
  log: Log;
  box: BlackBox;
}

/** Log, crash reports and notifications of this page. Loaded with the first message. */
export function startRecording(
  options: IRecordingOptions,
  session: string,
  early: EarlyLog
): IRecording {
  const { app, labShell } = options;
  setKnownSecrets(pageSecrets(app.serviceManager.serverSettings));
  const log = new Log({ session });
  addConsoles(log, options);
  const recorder = new Recorder({
    sinks: [],
    log,
    notify: new NotificationSink(path => {
      void app.commands.execute('docmanager:open', { path, factory: 'Editor' });
    }),
    reports: new CompletedReports(reportWriter(app), session, reportHelpOf(app)),
    environment: () => environmentOf(app),
    snapshot: () => ({ open: openPaths(app) }),
    currentPath: () => currentDocument(app) ?? labShell?.currentPath ?? undefined
  });
  log.adopt(early);
  const box = recorder.owned.add(
    new BlackBox(session, message => recorder.log('warning', message))
  );
  void recorder.guard({ doing: 'Starting the log files', module: 'log' }, async () => {
    const settings = settingsOf(options.registry);
    settings.onProblem(problem => recorder.log('warning', problem));
    followLevels(log, settings);
    await settings.ready; // an administrator may have disabled the files
    const places = () => logFolders(app);
    await box.liveness.ready; // before entries are stored that another tab could take over
    const limits = () => limitsOf(settings.current);
    recorder.owned.add(attachFileLog({ app, log, places, limits, box }));
    void box.store.ready(); // opened now, because it is needed at the end of the page
    // loaded now: the log has to be available when the server is unreachable, too
    await import('../widgets/logpanel.js');
  });
  return { recorder, log, box };
}

/** Set the log's levels from the settings, now and after each change. */
function followLevels(log: Log, settings: SettingsStore): void {
  const set = () => {
    const { logLevels, moduleLevels } = settings.current;
    if (!log.isDisposed) {
      log.setLevels({ sinks: logLevels, modules: moduleLevels });
    }
  };
  settings.changed.connect(set);
  set();
}

/** Limits of the log files in a folder; the settings have the size of a file in MB. */
function limitsOf({ logFileCount: count, logFileSize: size }: ISettings): ILogLimits {
  return { count, total: count * size * 1e6 };
}

function addConsoles(log: Log, { app, loggers }: IRecordingOptions): void {
  log.addSink(new BrowserConsoleSink(), { name: 'console', level: 'warning', perSecond: 50 });
  if (loggers) {
    // the log console groups messages by the document's unredacted path
    const source = (path: string) => openPaths(app).find(open => redact(open) === path) ?? path;
    const sink = new LogConsoleSink(loggers, source);
    log.addSink(sink, { name: 'logConsole', level: 'info', perSecond: 50 });
  }
}
