import type { ICrashReport } from '../../diagnostics/report.js';
import { withKind } from '../earlierkind.js';
import { cleanHint, sweepHints } from './cleanhint.js';
import type { Life, Liveness } from './liveness.js';
import { lostReport, type ILostSession } from './lostsession.js';
import type { BlackBoxStore } from '../store/store.js';
import type { ISessionRecord, ISnapshot } from '../types.js';

/** Age at which sessions that were never restored are deleted (ms). */
const maxAge = 30 * 24 * 3_600_000;
/** Most sessions examined at one start; older ones wait for the next. */
const maxSessions = 20;

export interface IRecoveryOptions {
  store: BlackBoxStore;
  /** This page's session. */
  session: string;
  server: string;
  liveness: Pick<Liveness, 'ask'>;
  /** The previous session of this tab; null unless the tab was discarded. */
  discarded: string | null;
  /** Write a report. @returns its path; null if no folder took it. */
  write: (report: ICrashReport, record: ISessionRecord) => Promise<string | null>;
  now?: () => number;
}

export interface IRecoveryResult {
  /** Sessions to offer to the user, latest first. */
  offers: ILostSession[];
  /** Whether some session may be alive or not, and has to be checked again later. */
  isUndecided: boolean;
}

/** Finds sessions that did not end cleanly, writes their reports, decides which to offer. */
export class LostSessionFinder {
  constructor(private _options: IRecoveryOptions) {}

  async run(): Promise<IRecoveryResult> {
    const { store, session, server, liveness } = this._options;
    const records = (await store.all<ISessionRecord>('sessions'))
      .filter(record => record.id !== session && record.server === server)
      .sort((a, b) => (a.lastHeartbeat < b.lastHeartbeat ? 1 : -1))
      .slice(0, maxSessions);
    const lives = await liveness.ask(records);
    const isClean = (record: ISessionRecord) => record.clean || cleanHint.has(record.id);
    const living = new Set<string>([session]);
    const crashed = new Set<string>();
    for (const record of records) {
      if (lives.get(record.id) !== 'dead') {
        living.add(record.id);
      } else if (!isClean(record)) {
        crashed.add(record.id);
      }
    }
    const offers: ILostSession[] = [];
    for (const record of records.filter(({ id }) => !living.has(id))) {
      const lost = crashed.has(record.id) ? await this._lost(record) : null;
      if (!lost) {
        await this.forget(record.id);
        continue;
      }
      await this._deliver(lost);
      const by = lost.record.offeredBy;
      const isSeen = by !== null && !crashed.has(by) && !living.has(by);
      if (isSeen && lost.record.delivered && !holdsWork(lost)) {
        await this.forget(record.id); // nothing was lost, and the report is written
        continue;
      }
      // offered again until the user decides: the snapshot is the only complete copy
      if (by === null || !living.has(by)) {
        lost.record.offeredBy = session;
        offers.push(lost);
      }
      await store.put('sessions', record.id, lost.record);
    }
    await this._sweep();
    return { offers, isUndecided: [...lives.values()].some((life: Life) => life === 'unknown') };
  }

  /** Delete a snapshot that was restored. */
  async forgetWork({ session, path }: ISnapshot): Promise<void> {
    await this._options.store.remove('snapshots', [[session, path]]);
  }

  /** Delete a session on which the user has decided, or that leaves nothing to decide. */
  async forget(id: string): Promise<void> {
    const { store } = this._options;
    const snapshots = await store.all<ISnapshot>('snapshots');
    const keys = snapshots.filter(({ session }) => session === id).map(({ path }) => [id, path]);
    await store.remove('snapshots', keys);
    await store.remove('sessions', [id]);
    cleanHint.remove(id);
  }

  /** @returns null for a session that is too old, or in which none of our documents was open. */
  private async _lost(record: ISessionRecord): Promise<ILostSession | null> {
    const { store, discarded } = this._options;
    const all = await store.all<ISnapshot>('snapshots');
    const snapshots = all.filter(({ session }) => session === record.id).map(withKind);
    const isOld = this._ageOf(record) > maxAge;
    if ((record.documents.length === 0 && snapshots.length === 0) || isOld) {
      return null;
    }
    const isDiscarded = record.frozen || record.id === discarded;
    return {
      record: { ...record, documents: record.documents.map(withKind) },
      snapshots,
      reason: isDiscarded ? 'discarded' : 'unclean-end'
    };
  }

  private _ageOf(record: ISessionRecord): number {
    return (this._options.now?.() ?? Date.now()) - Date.parse(record.lastHeartbeat);
  }

  private async _deliver(lost: ILostSession): Promise<void> {
    const { record } = lost;
    if (!record.delivered) {
      record.report = await this._options.write(lostReport(lost), record);
      record.delivered = record.report !== null;
    }
  }

  /**
   * Delete old sessions of any server, and snapshots and hints without a session, which partly
   * cleared site data leaves behind.
   */
  private async _sweep(): Promise<void> {
    const { store, session } = this._options;
    for (const record of await store.all<ISessionRecord>('sessions')) {
      if (record.id !== session && this._ageOf(record) > maxAge) {
        await this.forget(record.id);
      }
    }
    const sessions = await store.all<ISessionRecord>('sessions');
    const known = new Set([session, ...sessions.map(({ id }) => id)]);
    sweepHints(known);
    const snapshots = await store.all<ISnapshot>('snapshots');
    const orphans = snapshots.filter(snapshot => !known.has(snapshot.session));
    await store.remove(
      'snapshots',
      orphans.map(({ session, path }) => [session, path])
    );
  }
}

function holdsWork({ snapshots }: ILostSession): boolean {
  return snapshots.some(({ closed }) => !closed);
}
