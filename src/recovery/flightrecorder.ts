import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISignal } from '@lumino/signaling';
import type { DocumentKind } from '../base/documentkind.js';
import { CompletedReports, type IReportHelp } from '../diagnostics/completed.js';
import type { Recorder } from '../diagnostics/index.js';
import { removeFlatReport } from '../diagnostics/sinks/flatreport.js';
import { documentKind } from '../documents/pathkinds.js';
import { DisposableStore, pageLifecycle } from '../lifecycle/index.js';
import { loginOf } from '../server/pagelogin.js';
import { putAtEnd } from '../server/putatend.js';
import { Autosave } from './autosave/autosave.js';
import { autosaveDocument } from './autosave/documentautosave.js';
import type { BlackBox } from './blackbox.js';
import { LostWork } from './lostwork.js';
import { openPaths, reportFolders } from './places.js';
import { openAnalyses } from './reports/openanalyses.js';
import { PendingReports, type OutboxReport } from './reports/pendingreports.js';
import { ReportActions } from './reports/reportactions.js';
import { environmentOf, reportWriter } from './reports/reportwriter.js';
import { UnloadReporter } from './reports/unloadreporter.js';
import type { DocumentTab } from './restore/opentab.js';
import { Restorer } from './restore/restorer.js';
import { tabSession } from './session/cleanhint.js';
import { Session } from './session/session.js';
import { StoredOutbox } from './store/storedoutbox.js';
import type { IOpenDocument } from './types.js';

/** The open documents of the page. */
export interface IDocumentTabs {
  forEach(visit: (tab: DocumentTab) => void): void;
  readonly widgetAdded: ISignal<unknown, DocumentTab>;
}

export interface IFlightRecorderOptions {
  app: JupyterFrontEnd;
  recorder: Recorder;
  box: BlackBox;
  tabs: IDocumentTabs;
  /** Open or reveal a document. */
  open: (path: string, kind: DocumentKind) => DocumentTab | null;
  /** Most work that may be lost, ms. */
  autosaveInterval: () => number;
  /** Time between two heartbeats, ms. */
  heartbeatInterval: () => number;
  /** Loads the code that completes a report. */
  help: () => Promise<IReportHelp>;
}

/** Most reports waiting in the browser. */
const maxReports = 20;

/** Wires session record, autosave and reports for the life of the page. */
export class FlightRecorder {
  static async start(options: IFlightRecorderOptions): Promise<FlightRecorder> {
    const { store, liveness } = options.box;
    await Promise.all([store.ready(), liveness.ready]);
    return new FlightRecorder(options);
  }

  private constructor(private _options: IFlightRecorderOptions) {
    const { app, box, recorder, help, autosaveInterval } = _options;
    const before = tabSession(recorder.session);
    const restorer = new Restorer({
      contents: app.serviceManager.contents,
      open: _options.open,
      log: (reason, path) =>
        recorder.log('warning', reason, { doing: 'Restoring unsaved work', path })
    });
    this._autosave = new Autosave({
      session: recorder.session,
      store: box.store,
      diagnostics: recorder,
      interval: autosaveInterval
    });
    const show = (path: string) =>
      void app.commands.execute('docmanager:open', { path, factory: 'Editor' });
    this.reports = new ReportActions({
      contents: app.serviceManager.contents,
      recorder,
      restorer,
      show
    });
    this._lostWork = new LostWork({ app, recorder, box, restorer, before, help, show });
    this._owned = recorder.owned.add(new DisposableStore());
    this._keepSession();
    this._keepReports();
  }

  /** The user's actions on reports. */
  readonly reports: ReportActions;

  /** Find what earlier pages left, write their reports and offer their work; runs once. */
  recover(): Promise<void> {
    return this._lostWork.recover();
  }

  /** Store the record of this page, and snapshots of documents that are open or opened later. */
  private _keepSession(): void {
    const { app, box, heartbeatInterval, recorder, tabs } = this._options;
    const session = this._owned.add(
      new Session({
        id: recorder.session,
        store: box.store,
        server: this._server,
        open: () => openPaths(app),
        documents: () => documentsOf(tabs),
        environment: () => environmentOf(app),
        events: () => recorder.events,
        interval: heartbeatInterval
      })
    );
    recorder.follow(() => session.onEvent());
    recorder.analyses = () => openAnalyses(app);
    const autosave = (tab: DocumentTab) => {
      void recorder.guard({ doing: 'Keeping unsaved work', path: tab.context.path }, () =>
        autosaveDocument(tab, this._autosave)
      );
      void session.save();
      tab.disposed.connect(() => void session.save());
    };
    tabs.forEach(autosave);
    tabs.widgetAdded.connect((_, tab) => autosave(tab));
    const flush = () => this._autosave.flush();
    const renew = () => this._autosave.renew();
    this._owned.add(
      pageLifecycle.subscribe('autosave', {
        hidden: flush,
        frozen: flush,
        ended: flush,
        resumed: renew,
        restored: renew
      })
    );
  }

  /** Reports wait in the outbox until written; the end of the page sends the most important one. */
  private _keepReports(): void {
    const { app, box, help, recorder } = this._options;
    const writer = reportWriter(app);
    const reports = new PendingReports(
      new CompletedReports(writer, recorder.session, help),
      ({ path }) => reportFolders(app, path ?? null)[0] ?? '',
      (path, report) => removeFlatReport(app.serviceManager.contents, path, report)
    );
    const outbox = new StoredOutbox<OutboxReport>(box.store, ({ name }) => name, maxReports);
    reports.connect(outbox, this._server);
    recorder.reports = reports;
    this._owned.add(
      new UnloadReporter({
        budget: box.budget,
        pending: isEnd => reports.files(isEnd),
        isFolder: path => writer.folders.has(path),
        send: (path, body) => putAtEnd(app.serviceManager, path, body),
        onFlat: (name, path, sent) => reports.onSentFlat(name, path, sent)
      })
    );
    const where = { doing: 'Delivering reports' };
    const resume = () => void recorder.guard(where, () => reports.resume());
    this._owned.add(pageLifecycle.subscribe('reports', { shown: resume, restored: resume }));
    const retry = () => void recorder.guard(where, () => reports.retry());
    this._owned.add(loginOf(app).onResumed(retry));
    // not awaited: a hanging server must not delay the offer to restore
    void recorder.guard(where, () => reports.deliver());
  }

  private get _server(): string {
    return this._options.app.serviceManager.serverSettings.baseUrl;
  }

  private _lostWork: LostWork;
  private _autosave: Autosave;
  private _owned: DisposableStore;
}

function documentsOf(tabs: IDocumentTabs): IOpenDocument[] {
  const documents: IOpenDocument[] = [];
  tabs.forEach(({ context: { path } }) => documents.push({ path, kind: documentKind(path) }));
  return documents;
}
