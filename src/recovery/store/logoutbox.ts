import type { ILogEntry } from '../../diagnostics/entry.js';
import {
  MemoryOutbox,
  type IOutbox,
  type IOutboxItem,
  type OutboxKey
} from '../../diagnostics/outbox.js';
import type { Key } from './database.js';
import type { IHeartbeat, Liveness } from '../session/liveness.js';
import type { BlackBoxStore } from './store.js';

export interface ILogOutboxOptions {
  store: BlackBoxStore;
  /** This page's session. */
  session: string;
  /** Base URL of the server: one browser may know several, on one origin. */
  server: string;
  liveness: Pick<Liveness, 'ask'>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** A log entry in the database, under the key [session, seq]. */
interface IStoredEntry {
  folder: string | null;
  value: ILogEntry;
  server: string;
}

/** Age at which undelivered entries are deleted (ms). */
const maxAge = 30 * 24 * 3_600_000;

/**
 * The log's outbox that outlives the page: entries are put in memory and, one transaction per
 * batch, in the database. The first `list` takes over what dead pages left. If the browser stores
 * nothing it is an outbox in memory, written when the browser stores records again.
 */
export class LogOutbox implements IOutbox {
  constructor(private _options: ILogOutboxOptions) {}

  /** Writes synchronously if the database is open: the end of a page awaits nothing. */
  async put(items: readonly IOutboxItem[]): Promise<void> {
    void this._memory.put(items);
    const { store, server } = this._options;
    const records = items.flatMap(({ key, folder, value }): [Key, IStoredEntry][] =>
      typeof key === 'string' || typeof value === 'string'
        ? []
        : [[[...key], { folder, value, server }]]
    );
    const dropped = this._dropped.splice(0);
    if (records.length > 0) {
      await store.putAll('outbox', records);
    }
    await this._forget(dropped);
  }

  async list(limit?: number): Promise<IOutboxItem[]> {
    this._adopting ??= this._adopt();
    await this._adopting;
    return this._memory.list(limit);
  }

  async remove(keys: readonly OutboxKey[]): Promise<void> {
    await this._memory.remove(keys);
    await this._forget(keys);
  }

  /** Delete entries of the log only: reports are in the same store, under their names. */
  private _forget(keys: readonly OutboxKey[]): Promise<void> {
    const entries = keys.flatMap(key => (typeof key === 'string' ? [] : [[...key]]));
    return this._options.store.remove('outbox', entries);
  }

  /** Take over the entries that dead sessions of this server left. */
  private async _adopt(): Promise<void> {
    const { session, server, liveness } = this._options;
    const stored = (await this._stored()).filter(({ value }) => value.session !== session);
    const isOld = ({ value }: IStoredEntry) => this._now() - Date.parse(value.time) > maxAge;
    await this._forget(stored.filter(isOld).map(keyOf));
    const left = stored.filter(entry => !isOld(entry) && entry.server === server);
    if (left.length === 0) {
      return;
    }
    const lives = await liveness.ask(heartbeats(left));
    const dead = left.filter(({ value }) => lives.get(value.session) === 'dead');
    await this._memory.put(
      dead.map(entry => ({ key: keyOf(entry), folder: entry.folder, value: entry.value }))
    );
    await this._forget(this._dropped.splice(0));
  }

  /** Entries in the database, in order; checked, as another version may have written them. */
  private async _stored(): Promise<IStoredEntry[]> {
    const entries = await this._options.store.entries<unknown>('outbox');
    return entries.flatMap(([key, entry]) =>
      Array.isArray(key) && isStoredEntry(entry) && isSameKey(key, keyOf(entry)) ? [entry] : []
    );
  }

  private _now(): number {
    return this._options.now?.() ?? Date.now();
  }

  private _dropped: OutboxKey[] = [];
  private _memory = new MemoryOutbox({ onDropped: keys => this._dropped.push(...keys) });
  private _adopting: Promise<void> | null = null;
}

function keyOf({ value }: IStoredEntry): readonly [string, number] {
  return [value.session, value.seq];
}

function isSameKey(a: Key[], b: readonly Key[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The last sign of each session: its latest entry. */
function heartbeats(left: readonly IStoredEntry[]): IHeartbeat[] {
  const last = new Map(left.map(({ value }) => [value.session, value.time]));
  return [...last].map(([id, lastHeartbeat]) => ({ id, lastHeartbeat, frozen: false }));
}

function isStoredEntry(record: unknown): record is IStoredEntry {
  const { value, folder, server } = (record ?? {}) as Partial<Record<keyof IStoredEntry, unknown>>;
  const { session, seq, time } = (value ?? {}) as Partial<Record<keyof ILogEntry, unknown>>;
  return (
    (folder === null || typeof folder === 'string') &&
    [server, session, time].every(text => typeof text === 'string') &&
    Number.isInteger(seq)
  );
}
