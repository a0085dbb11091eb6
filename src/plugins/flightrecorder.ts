import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import {
  Autosave,
  LastWords,
  type BlackBoxStore,
  type Liveness,
  PendingReports,
  Recovery,
  Session,
  StoredOutbox,
  tabSession,
  type ILostSession,
  type OutboxReport
} from '../diagnostics/blackbox/index.js';
import type { ICrashReport, Recorder } from '../diagnostics/index.js';
import { reportMarkdown } from '../diagnostics/markdown.js';
import { removeFlatReport } from '../diagnostics/sinks/flatreport.js';
import { ContentsReportWriter } from '../diagnostics/sinks/reports.js';
import { documentKind } from '../documents/pathkinds.js';
import { folderOf, relativeTo } from '../documents/paths.js';
import { DisposableStore } from '../lifecycle/index.js';
import { keepDocument } from '../recovery/keptdocument.js';
import { openAnalyses } from '../recovery/openanalyses.js';
import { ReportAnalyses } from '../recovery/reportanalyses.js';
import { restoreAll, type IRestorable } from '../recovery/restoreall.js';
import { Restorer } from '../recovery/restorer.js';
import { XESError } from '../base/errors.js';
import { XESDocumentWidget } from '../widgets/documentwidget.js';
import { promptRestore } from '../widgets/restoreprompt.js';
import { loginOf } from '../server/pagelogin.js';
import type { IBlackBox } from './blackbox.js';
import { analysisFactory, scanFactory, type IXESTracker } from './ids.js';
import { putAtEnd } from '../server/putatend.js';
import { pauseSaving } from '../workarounds/pausedsaving.js';
import { openPaths, reportFolders } from './places.js';
import { completed, environmentOf, reportWriter } from './reportwriter.js';
import { settingsOf, type SettingsStore } from '../settings/index.js';

export interface IFlightRecorderOptions {
  app: JupyterFrontEnd;
  recorder: Recorder;
  box: IBlackBox;
  tracker: IXESTracker;
  docManager: IDocumentManager;
  registry: ISettingRegistry | null;
}

/** Looked again after those that are silent without locks (ms). */
const lookAgain = 160_000;

/** Puts the black box together, for the life of the page. */
export class FlightRecorder {
  static async start(options: IFlightRecorderOptions): Promise<FlightRecorder> {
    const recorder = new FlightRecorder(options);
    await recorder._start();
    return recorder;
  }

  private constructor(private _options: IFlightRecorderOptions) {
    const { app, recorder } = _options;
    this._store = _options.box.store;
    this._restorer = new Restorer({
      contents: app.serviceManager.contents,
      open: (path, kind) => {
        const factory = kind === 'analysis' ? analysisFactory : scanFactory;
        const tab = _options.docManager.openOrReveal(path, factory);
        return tab instanceof XESDocumentWidget ? tab : null;
      },
      log: (reason, path) =>
        recorder.log('warning', reason, { doing: 'Restoring unsaved work', path })
    });
    this._settings = settingsOf(_options.registry);
    this._liveness = _options.box.liveness;
    this._autosave = new Autosave({
      session: recorder.session,
      store: this._store,
      diagnostics: recorder,
      interval: () => this._settings.current.autosaveInterval * 1000
    });
  }

  private async _start(): Promise<void> {
    const { app, recorder, tracker } = this._options;
    await Promise.all([this._store.ready(), this._liveness.ready]);
    this._before = tabSession(recorder.session);
    const session = this._owned.add(
      new Session({
        id: recorder.session,
        store: this._store,
        server: this._server,
        open: () => openPaths(app),
        documents: () => this._documents(),
        environment: () => environmentOf(app),
        events: () => recorder.events,
        interval: () => this._settings.current.heartbeatInterval * 1000
      })
    );
    recorder.follow(() => session.noted());
    recorder.analyses = () => openAnalyses(app);
    // what was opened meanwhile, and what will be
    const keep = (widget: XESDocumentWidget) => {
      if (documentKind(widget.context.path) === 'analysis') {
        pauseSaving(widget.context, loginOf(app)); // a scan's context says already that it can't
      }
      void recorder.guard({ doing: 'Keeping unsaved work', path: widget.context.path }, () =>
        keepDocument(widget, this._autosave)
      );
      void session.save();
      widget.disposed.connect(() => void session.save());
    };
    tracker.forEach(keep);
    tracker.widgetAdded.connect((_, widget) => keep(widget));
    window.addEventListener('pagehide', () => this._autosave.flush());
    document.addEventListener('visibilitychange', () => this._autosave.flush());
    document.addEventListener('freeze', () => this._autosave.flush());
    document.addEventListener('resume', () => this._autosave.renew());
    window.addEventListener('pageshow', ({ persisted }) => persisted && this._autosave.renew());
    this._keepReports();
  }

  /** Reports wait in the outbox until they are written; the end of the page says the last words. */
  private _keepReports(): void {
    const { app, recorder } = this._options;
    const writer = reportWriter(app);
    const reports = new PendingReports(
      completed(app, recorder.session, writer),
      ({ path }) => reportFolders(app, path ?? null)[0] ?? '',
      (path, report) => removeFlatReport(app.serviceManager.contents, path, report)
    );
    const outbox = new StoredOutbox<OutboxReport>(this._store, ({ name }) => name, maxReports);
    reports.connect(outbox, this._server);
    recorder.reports = reports;
    this._owned.add(
      new LastWords({
        budget: this._options.box.budget,
        pending: isEnd => reports.files(isEnd),
        isFolder: path => writer.folders.has(path),
        send: (path, body) => putAtEnd(app.serviceManager, path, body),
        onFlat: (name, path, sent) => reports.saidFlat(name, path, sent)
      })
    );
    const where = { doing: 'Delivering reports' };
    const resume = () => void recorder.guard(where, () => reports.resume());
    document.addEventListener('visibilitychange', () => !document.hidden && resume());
    window.addEventListener('pageshow', ({ persisted }) => persisted && resume());
    loginOf(app).onResumed(() => void recorder.guard(where, () => reports.retry()));
    // not awaited: a server that hangs must not hold up what is offered to restore
    void recorder.guard(where, () => reports.deliver());
  }

  /** Find what earlier pages left: write their reports, offer their work; once. */
  recover(): Promise<void> {
    return (this._recovered ??= this._recover());
  }

  private async _recover(): Promise<void> {
    const { app, recorder } = this._options;
    await app.restored;
    const recovery = new Recovery({
      store: this._store,
      session: recorder.session,
      server: this._server,
      liveness: this._liveness,
      discarded: (document as { wasDiscarded?: boolean }).wasDiscarded ? this._before : null,
      write: async (report, record) => {
        const { contents } = app.serviceManager;
        const notebook = record.open.find(path => path.endsWith('.ipynb'));
        const paths = [notebook, ...record.documents.map(({ path }) => path)];
        const places = paths.flatMap(path => (path ? [folderOf(contents, path)] : []));
        const writer = new ContentsReportWriter(
          contents,
          () => [...places, ''],
          (file, path) => relativeTo(contents, file, path)
        );
        const told = completed(app, recorder.session, writer);
        return (await told.write(report, { doing: report.doing })).path;
      }
    });
    // one tab at a time, so that two of them do not tell of the same end
    const { offers, isUndecided } = await alone(() => recovery.run());
    offers.forEach(lost => this._offer(lost, recovery));
    if (isUndecided) {
      setTimeout(
        () => void recorder.guard({ doing: 'Looking for lost work' }, () => this._recover()),
        lookAgain
      );
    }
  }

  /** @returns where the report lies; null where no folder took it, then it is a download. */
  async saveDiagnostics(): Promise<{ path: string | null }> {
    const { recorder } = this._options;
    const report = this._asTold();
    const written = await recorder.reports?.write(report, {
      doing: report.doing,
      path: report.path ?? undefined
    });
    if (written?.path) {
      const { path } = written;
      Notification.success(`Diagnostics are saved as ${path.split('/').pop() ?? path}.`, {
        actions: [{ label: 'Show report', callback: () => this._show(path) }]
      });
    } else {
      written?.download();
    }
    return { path: written?.path ?? null };
  }

  /** @returns the text that was copied. */
  copyReport(): { text: string } {
    const { recorder } = this._options;
    const text = reportMarkdown(recorder.lastReport ?? this._asTold());
    Clipboard.copyToSystem(text);
    return { text };
  }

  /** Restore the documents of a report's file. @returns what was opened. */
  async restoreReport(path: unknown): Promise<{ paths: string[] }> {
    if (typeof path !== 'string') {
      throw new XESError('command/argument', 'This command needs "report": the path of a report.');
    }
    const analyses = await this._analysesOf(path);
    if (analyses.length === 0) {
      throw new XESError('analysis/invalid', 'This report holds no analysis to restore.');
    }
    return { paths: await this._restore(analyses) };
  }

  /** Where a report that was opened holds something, offer to restore it; once. */
  async offerReport(path: string): Promise<void> {
    if (this._offered.has(path)) {
      return;
    }
    this._offered.add(path);
    const analyses = await this._analysesOf(path).catch(() => []);
    if (analyses.length > 0) {
      const restore = () =>
        void this._options.recorder.guard({ doing: 'Restoring an analysis', path }, () =>
          this._restore(analyses)
        );
      Notification.info('This report holds what was open when it was written.', {
        autoClose: 15_000,
        actions: [{ label: 'Restore this analysis', callback: restore }]
      });
    }
  }

  /** How things stand. */
  private _asTold(): ICrashReport {
    const wish = { name: 'OnDemand', message: 'The report was asked for; nothing failed.' };
    return this._options.recorder.build(wish, { doing: 'Saving diagnostics' }, 'on-demand');
  }

  private _offer(lost: ILostSession, recovery: Recovery): void {
    const { record, snapshots, reason } = lost;
    const { recorder } = this._options;
    const work = snapshots.filter(({ closed }) => !closed);
    const paths = [...work, ...record.documents].map(({ path }) => path);
    const guarded = (task: () => Promise<unknown>) => () =>
      void recorder.guard({ doing: 'Restoring unsaved work', path: paths[0] }, task);
    const { report } = record;
    promptRestore({
      paths: [...new Set(paths)],
      stopped: new Date(record.lastHeartbeat),
      isDiscarded: reason === 'discarded',
      restore:
        work.length > 0
          ? guarded(async () => {
              await restoreAll(work, async kept => {
                const path = await this._restorer.restoreOrSave(kept);
                await recovery.forgetWork(kept); // what fails is offered again at the next start
                return path;
              });
              await recovery.forget(record.id);
            })
          : undefined,
      showReport: report === null ? undefined : () => this._show(report),
      dismiss: guarded(() => this._dismissed(record, recovery))
    });
  }

  /** What was not delivered stays until it is. */
  private async _dismissed(record: ILostSession['record'], recovery: Recovery): Promise<void> {
    if (record.delivered) {
      await recovery.forget(record.id);
    }
  }

  private _restore(analyses: readonly IRestorable[]): Promise<string[]> {
    return restoreAll(analyses, one => this._restorer.restore(one));
  }

  private _analysesOf(path: string): Promise<IRestorable[]> {
    return new ReportAnalyses(this._options.app.serviceManager.contents).read(path);
  }

  private _show(path: string): void {
    void this._options.app.commands.execute('docmanager:open', { path, factory: 'Editor' });
  }

  private _documents() {
    const documents: { path: string; door: 'scan' | 'analysis' }[] = [];
    this._options.tracker.forEach(({ context: { path } }) =>
      documents.push({ path, door: documentKind(path) })
    );
    return documents;
  }

  private get _server(): string {
    return this._options.app.serviceManager.serverSettings.baseUrl;
  }

  private _offered = new Set<string>();
  private _recovered: Promise<void> | null = null;
  private _before: string | null = null;
  private _store: BlackBoxStore;
  private _liveness: Liveness;
  private _autosave: Autosave;
  private _restorer: Restorer;
  /** For the life of the page. */
  private _owned = new DisposableStore();
  private _settings: SettingsStore;
}

/** Reports that wait in the browser. */
const maxReports = 20;

function alone<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('jupyterlab-xes:recovery', work) : work();
}
