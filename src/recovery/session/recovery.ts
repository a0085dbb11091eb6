import type { ICrashReport } from '../../diagnostics/report.js';
import { cleanHint, sweepHints } from './cleanhint.js';
import type { Life, Liveness } from './liveness.js';
import { lostReport, type ILostSession } from './lostsession.js';
import type { BlackBoxStore } from '../store/store.js';
import type { ISessionRecord, ISnapshot } from '../types.js';

/** What was not asked for in so long is given up (ms). */
const keepFor = 30 * 24 * 3_600_000;
/** Sessions looked at in one start; older ones wait for the next. */
const maxSessions = 20;

export interface IRecoveryOptions {
  store: BlackBoxStore;
  /** This page's session. */
  session: string;
  server: string;
  liveness: Pick<Liveness, 'ask'>;
  /** The session this tab ran before; null where the tab was not discarded. */
  discarded: string | null;
  /** Write a report. @returns its path; null where no folder took it. */
  write: (report: ICrashReport, record: ISessionRecord) => Promise<string | null>;
  now?: () => number;
}

export interface IRecoveryResult {
  /** To be offered to the person, latest first. */
  offers: ILostSession[];
  /** Some session may live or not: to be looked at again later. */
  isUndecided: boolean;
}

/** Finds the sessions that ended without saying so, writes their reports, says what to offer. */
export class Recovery {
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
        await this.forget(record.id); // nothing was lost, and the report tells of it
        continue;
      }
      // what the person has not decided on is offered again: the report's copy is redacted
      if (by === null || !living.has(by)) {
        lost.record.offeredBy = session;
        offers.push(lost);
      }
      await store.put('sessions', record.id, lost.record);
    }
    await this._sweep();
    return { offers, isUndecided: [...lives.values()].some((life: Life) => life === 'unknown') };
  }

  /** A snapshot was restored. */
  async forgetWork({ session, path }: ISnapshot): Promise<void> {
    await this._options.store.remove('snapshots', [[session, path]]);
  }

  /** The person has decided, or there is nothing left to decide. */
  async forget(id: string): Promise<void> {
    const { store } = this._options;
    const snapshots = await store.all<ISnapshot>('snapshots');
    const keys = snapshots.filter(one => one.session === id).map(one => [id, one.path]);
    await store.remove('snapshots', keys);
    await store.remove('sessions', [id]);
    cleanHint.remove(id);
  }

  /** @returns null for a session in which nothing of ours was open: not ours to tell of. */
  private async _lost(record: ISessionRecord): Promise<ILostSession | null> {
    const { store, discarded } = this._options;
    const all = await store.all<ISnapshot>('snapshots');
    const snapshots = all.filter(({ session }) => session === record.id);
    const isOld = this._ageOf(record) > keepFor;
    if ((record.documents.length === 0 && snapshots.length === 0) || isOld) {
      return null;
    }
    const isDiscarded = record.frozen || record.id === discarded;
    return { record, snapshots, reason: isDiscarded ? 'discarded' : 'unclean-end' };
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
   * Sessions of a server that are not asked for any more, and snapshots and hints without a session, as
   * a person's clearing of half the data leaves them.
   */
  private async _sweep(): Promise<void> {
    const { store, session } = this._options;
    for (const record of await store.all<ISessionRecord>('sessions')) {
      if (record.id !== session && this._ageOf(record) > keepFor) {
        await this.forget(record.id);
      }
    }
    const sessions = await store.all<ISessionRecord>('sessions');
    const known = new Set([session, ...sessions.map(({ id }) => id)]);
    sweepHints(known);
    const snapshots = await store.all<ISnapshot>('snapshots');
    const stray = snapshots.filter(one => !known.has(one.session));
    await store.remove(
      'snapshots',
      stray.map(one => [one.session, one.path])
    );
  }
}

function holdsWork({ snapshots }: ILostSession): boolean {
  return snapshots.some(({ closed }) => !closed);
}
