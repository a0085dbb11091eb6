import type { JupyterFrontEnd } from '@jupyterlab/application';
import { CompletedReports, type IReportHelp } from '../diagnostics/completed.js';
import type { ICrashReport, Recorder } from '../diagnostics/index.js';
import { ContentsReportWriter } from '../diagnostics/sinks/reports.js';
import { folderOf, relativeTo } from '../documents/paths.js';
import { pageLifecycle } from '../lifecycle/index.js';
import type { BlackBox } from './blackbox.js';
import { restoreAll } from './restore/restoreall.js';
import { promptRestore } from './restore/restoreprompt.js';
import type { Restorer } from './restore/restorer.js';
import type { ILostSession } from './session/lostsession.js';
import { Recovery } from './session/recovery.js';
import type { ISessionRecord } from './types.js';

export interface ILostWorkOptions {
  app: JupyterFrontEnd;
  recorder: Recorder;
  box: BlackBox;
  restorer: Restorer;
  /** The session that this tab ran before; null where there was none. */
  before: string | null;
  /** Loads what a report is completed with. */
  help: () => Promise<IReportHelp>;
  /** Open a report to be read. */
  show: (path: string) => void;
}

/** Looked again after those that are silent without locks (ms). */
const lookAgain = 160_000;

/** What earlier pages left: their reports are written, their work is offered. */
export class LostWork {
  constructor(private _options: ILostWorkOptions) {}

  /** Look for it; once. */
  recover(): Promise<void> {
    return (this._recovered ??= this._recover());
  }

  private async _recover(): Promise<void> {
    const { app, before, box, recorder } = this._options;
    await app.restored;
    const { store, liveness } = box;
    const recovery = new Recovery({
      store,
      liveness,
      session: recorder.session,
      server: app.serviceManager.serverSettings.baseUrl,
      discarded: pageLifecycle.wasDiscarded ? before : null,
      write: (report, record) => this._write(report, record)
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

  /** Write the report of an earlier page beside what was open in it. */
  private async _write(report: ICrashReport, record: ISessionRecord): Promise<string | null> {
    const { app, help, recorder } = this._options;
    const { contents } = app.serviceManager;
    const notebook = record.open.find(path => path.endsWith('.ipynb'));
    const paths = [notebook, ...record.documents.map(({ path }) => path)];
    const places = paths.flatMap(path => (path ? [folderOf(contents, path)] : []));
    const writer = new ContentsReportWriter(
      contents,
      () => [...places, ''],
      (file, path) => relativeTo(contents, file, path)
    );
    const completed = new CompletedReports(writer, recorder.session, help);
    return (await completed.write(report, { doing: report.doing })).path;
  }

  private _offer(lost: ILostSession, recovery: Recovery): void {
    const { record, snapshots, reason } = lost;
    const { recorder, restorer, show } = this._options;
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
                const path = await restorer.restoreOrSave(kept);
                await recovery.forgetWork(kept); // what fails is offered again at the next start
                return path;
              });
              await recovery.forget(record.id);
            })
          : undefined,
      showReport: report === null ? undefined : () => show(report),
      dismiss: guarded(() => dismissed(record, recovery))
    });
  }

  private _recovered: Promise<void> | null = null;
}

/** What was not delivered stays until it is. */
async function dismissed(record: ILostSession['record'], recovery: Recovery): Promise<void> {
  if (record.delivered) {
    await recovery.forget(record.id);
  }
}

function alone<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('jupyterlab-xes:recovery', work) : work();
}
