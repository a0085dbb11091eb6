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
import { LostSessionFinder } from './session/lostsessionfinder.js';
import type { ISessionRecord } from './types.js';

export interface ILostWorkOptions {
  app: JupyterFrontEnd;
  recorder: Recorder;
  box: BlackBox;
  restorer: Restorer;
  /** The previous session of this tab; null if there was none. */
  before: string | null;
  /** Loads the code that completes a report. */
  help: () => Promise<IReportHelp>;
  /** Open a report for reading. */
  show: (path: string) => void;
}

/** Delay before sessions that are silent, without locks, are checked again (ms). */
const recheckDelay = 160_000;

/** Writes the reports of earlier pages that crashed, and offers to restore their work. */
export class LostWork {
  constructor(private _options: ILostWorkOptions) {}

  /** Look for lost work; runs once. */
  recover(): Promise<void> {
    return (this._recovered ??= this._recover());
  }

  private async _recover(): Promise<void> {
    const { app, before, box, recorder } = this._options;
    await app.restored;
    const { store, liveness } = box;
    const recovery = new LostSessionFinder({
      store,
      liveness,
      session: recorder.session,
      server: app.serviceManager.serverSettings.baseUrl,
      discarded: pageLifecycle.wasDiscarded ? before : null,
      write: (report, record) => this._write(report, record)
    });
    // one tab at a time, so that two tabs never report the same crash
    const { offers, isUndecided } = await exclusively(() => recovery.run());
    offers.forEach(lost => this._offer(lost, recovery));
    if (isUndecided) {
      setTimeout(
        () => void recorder.guard({ doing: 'Looking for lost work' }, () => this._recover()),
        recheckDelay
      );
    }
  }

  /** Write the report of an earlier page next to the documents that were open in it. */
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

  private _offer(lost: ILostSession, recovery: LostSessionFinder): void {
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
              await restoreAll(work, async snapshot => {
                const path = await restorer.restoreOrSave(snapshot);
                await recovery.forgetWork(snapshot); // failures are offered again at the next start
                return path;
              });
              await recovery.forget(record.id);
            })
          : undefined,
      showReport: report === null ? undefined : () => show(report),
      dismiss: guarded(() => onDismissed(record, recovery))
    });
  }

  private _recovered: Promise<void> | null = null;
}

/** A record stays until its report is delivered. */
async function onDismissed(
  record: ILostSession['record'],
  recovery: LostSessionFinder
): Promise<void> {
  if (record.delivered) {
    await recovery.forget(record.id);
  }
}

function exclusively<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('jupyterlab-xes:recovery', work) : work();
}
