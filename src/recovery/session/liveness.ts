import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import type { ISessionRecord } from '../types.js';

/** What a page left of itself, and when. */
export type IHeartbeat = Pick<ISessionRecord, 'id' | 'lastHeartbeat' | 'frozen'>;

/** What is known of another page: without locks, one that is silent may only be slow. */
export type Life = 'alive' | 'dead' | 'unknown';

const prefix = 'jupyterlab-xes:session:';
/** How long a page has to answer a call (ms). */
const grace = 1_500;
/** A hidden page's timers may run once a minute only (ms). */
const silence = 150_000;
/** A page that was put to sleep answers nothing (ms). */
const sleep = 24 * 3_600_000;

export interface ILivenessOptions {
  session: string;
  /** Absent where the browser has none: a plain http page, or an old one. */
  locks?: LockManager;
  /** Absent where the browser has none. */
  channel?: BroadcastChannel;
  now?: () => number;
}

interface ICall {
  ask?: string;
  here?: string;
}

/**
 * Says that this page lives, and asks whether another does: by a lock held for the page's life,
 * which no sleep or slow timer loosens; where there are no locks, by a call across the tabs.
 */
export class Liveness implements IDisposable {
  constructor(private _options: ILivenessOptions) {
    trackDisposable(this);
    _options.channel?.addEventListener('message', this._onCall);
    this.hold();
  }

  /** Resolves when the lock is held, or there is none to be had. */
  get ready(): Promise<void> {
    return this._ready;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Say that this page lives; again after `release`. */
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

  /** Let go: a page that holds a lock is not kept in the back/forward cache. */
  release(): void {
    this._release?.();
    this._release = null;
  }

  /** Whether the pages of these sessions live, by session. */
  async ask(records: readonly IHeartbeat[]): Promise<Map<string, Life>> {
    const held = await this._held();
    if (held) {
      return new Map(records.map(({ id }) => [id, held.has(id) ? 'alive' : 'dead']));
    }
    const heard = await this._heard(records);
    const now = this._options.now?.() ?? Date.now();
    return new Map(
      records.map(record => {
        const age = now - Date.parse(record.lastHeartbeat);
        const isQuiet = age >= 0 && age < (record.frozen ? sleep : silence);
        return [record.id, heard.has(record.id) ? 'alive' : isQuiet ? 'unknown' : 'dead'];
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

  /** The sessions that hold their locks; null where locks can't be asked for. */
  private async _held(): Promise<Set<string> | null> {
    try {
      const found = await this._options.locks?.query();
      const all = [...(found?.held ?? []), ...(found?.pending ?? [])];
      return found ? new Set(all.map(({ name }) => (name ?? '').slice(prefix.length))) : null;
    } catch {
      return null;
    }
  }

  private async _heard(records: readonly IHeartbeat[]): Promise<Set<string>> {
    const { channel } = this._options;
    const heard = new Set<string>();
    if (!channel || records.length === 0) {
      return heard;
    }
    const listen = ({ data }: MessageEvent<ICall>) => data.here && heard.add(data.here);
    channel.addEventListener('message', listen);
    records.forEach(({ id }) => channel.postMessage({ ask: id } satisfies ICall));
    await new Promise(resolve => setTimeout(resolve, grace));
    channel.removeEventListener('message', listen);
    return heard;
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
