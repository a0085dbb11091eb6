import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import type { ISessionRecord } from '../types.js';

/** The last heartbeat in a session's record. */
export type IHeartbeat = Pick<ISessionRecord, 'id' | 'lastHeartbeat' | 'frozen'>;

/** What is known about another page: without locks, a silent page may only be slow. */
export type Life = 'alive' | 'dead' | 'unknown';

const prefix = 'jupyterlab-xes:session:';
/** How long a page has to answer (ms). */
const grace = 1_500;
/** Longest silence of a live page: a hidden page's timers may run only once a minute (ms). */
const silence = 150_000;
/** The same of a frozen page, which answers nothing (ms). */
const sleep = 24 * 3_600_000;

export interface ILivenessOptions {
  session: string;
  /** Absent on a plain http page and in old browsers. */
  locks?: LockManager;
  /** Absent in old browsers. */
  channel?: BroadcastChannel;
  now?: () => number;
}

interface ICall {
  ask?: string;
  here?: string;
}

/**
 * Shows that this page is alive, and finds out whether others are: by a lock held for the page's
 * life, which neither sleep nor slow timers release; without locks, by messages between tabs.
 */
export class Liveness implements IDisposable {
  constructor(private _options: ILivenessOptions) {
    trackDisposable(this);
    _options.channel?.addEventListener('message', this._onCall);
    this.hold();
  }

  /** Resolves when the lock is held, or unavailable. */
  get ready(): Promise<void> {
    return this._ready;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Show that this page is alive; also after `release`. */
  hold(): void {
    const { locks, session } = this._options;
    if (!locks || this._release || this._isDisposed) {
      return;
    }
    const held = new Promise<void>(resolve => (this._release = resolve));
    this._ready = new Promise(resolve => {
      const granted = () => {
        resolve();
        return held;
      };
      // refused at the end of a page
      locks.request(prefix + session, granted).catch(() => resolve());
    });
  }

  /** Release the lock: a page that holds one is not put into the back/forward cache. */
  release(): void {
    this._release?.();
    this._release = null;
  }

  /** Whether the pages of these sessions are alive, by session id. */
  async ask(records: readonly IHeartbeat[]): Promise<Map<string, Life>> {
    const held = await this._held();
    if (held) {
      return new Map(records.map(({ id }) => [id, held.has(id) ? 'alive' : 'dead']));
    }
    const answered = await this._answered(records);
    const now = this._options.now?.() ?? Date.now();
    return new Map(
      records.map(record => {
        const age = now - Date.parse(record.lastHeartbeat);
        const isQuiet = age >= 0 && age < (record.frozen ? sleep : silence);
        return [record.id, answered.has(record.id) ? 'alive' : isQuiet ? 'unknown' : 'dead'];
      })
    );
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      markAsDisposed(this);
      this.release();
      this._options.channel?.removeEventListener('message', this._onCall);
      this._options.channel?.close();
    }
  }

  /** The sessions that hold their locks; null if locks can't be queried. */
  private async _held(): Promise<Set<string> | null> {
    try {
      const found = await this._options.locks?.query();
      const all = [...(found?.held ?? []), ...(found?.pending ?? [])];
      return found ? new Set(all.map(({ name }) => (name ?? '').slice(prefix.length))) : null;
    } catch {
      return null;
    }
  }

  private async _answered(records: readonly IHeartbeat[]): Promise<Set<string>> {
    const { channel } = this._options;
    const answered = new Set<string>();
    if (!channel || records.length === 0) {
      return answered;
    }
    const listen = ({ data }: MessageEvent<ICall>) => data.here && answered.add(data.here);
    channel.addEventListener('message', listen);
    records.forEach(({ id }) => channel.postMessage({ ask: id } satisfies ICall));
    await new Promise(resolve => setTimeout(resolve, grace));
    channel.removeEventListener('message', listen);
    return answered;
  }

  private _onCall = ({ data }: MessageEvent<ICall>): void => {
    if (data.ask === this._options.session) {
      this._options.channel?.postMessage({ here: this._options.session } satisfies ICall);
    }
  };

  private _isDisposed = false;
  private _ready: Promise<void> = Promise.resolve();
  private _release: (() => void) | null = null;
}
