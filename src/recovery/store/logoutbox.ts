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

/** An entry as the database has it, under [session, seq]. */
interface IKeptEntry {
  folder: string | null;
  value: ILogEntry;
  server: string;
}

/** What no start could deliver in so long is given up (ms). */
const keepFor = 30 * 24 * 3_600_000;

/**
 * The log's outbox that outlives the page: what a page puts is in memory and, in one transaction a
 * batch, in the database. What pages before left is taken over with the first look, but for those
 * that live. Where the browser keeps nothing it is an outbox in memory, written when it keeps again.
 */
export class LogOutbox implements IOutbox {
  constructor(private _options: ILogOutboxOptions) {}

  /** Begun before this returns where the database is open: at the end of a page nothing is awaited. */
  async put(items: readonly IOutboxItem[]): Promise<void> {
    void this._memory.put(items);
    const { store, server } = this._options;
    const records = items.flatMap(({ key, folder, value }): [Key, IKeptEntry][] =>
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

  /** Reports, under their names, are not the log's to delete. */
  private _forget(keys: readonly OutboxKey[]): Promise<void> {
    const own = keys.flatMap(key => (typeof key === 'string' ? [] : [[...key]]));
    return this._options.store.remove('outbox', own);
  }

  /** Take over what sessions of this server left that are not alive. */
  private async _adopt(): Promise<void> {
    const { session, server, liveness } = this._options;
    const found = (await this._left()).filter(one => one.value.session !== session);
    const isOld = ({ value }: IKeptEntry) => this._now() - Date.parse(value.time) > keepFor;
    await this._forget(found.filter(isOld).map(keyOf));
    const left = found.filter(one => !isOld(one) && one.server === server);
    if (left.length === 0) {
      return;
    }
    const lives = await liveness.ask(lastSigns(left));
    const dead = left.filter(({ value }) => lives.get(value.session) === 'dead');
    await this._memory.put(
      dead.map(one => ({ key: keyOf(one), folder: one.folder, value: one.value }))
    );
    await this._forget(this._dropped.splice(0));
  }

  /** Entries in the database, in order; of another version, maybe, so looked at. */
  private async _left(): Promise<IKeptEntry[]> {
    const entries = await this._options.store.entries<unknown>('outbox');
    return entries.flatMap(([key, kept]) =>
      Array.isArray(key) && isKeptEntry(kept) && same(key, keyOf(kept)) ? [kept] : []
    );
  }

  private _now(): number {
    return this._options.now?.() ?? Date.now();
  }

  private _dropped: OutboxKey[] = [];
  private _memory = new MemoryOutbox({ onDropped: keys => this._dropped.push(...keys) });
  private _adopting: Promise<void> | null = null;
}

function keyOf({ value }: IKeptEntry): readonly [string, number] {
  return [value.session, value.seq];
}

function same(one: Key[], other: readonly Key[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** When each session was heard of last: its last entry. */
function lastSigns(left: readonly IKeptEntry[]): IHeartbeat[] {
  const last = new Map(left.map(({ value }) => [value.session, value.time]));
  return [...last].map(([id, lastHeartbeat]) => ({ id, lastHeartbeat, frozen: false }));
}

function isKeptEntry(record: unknown): record is IKeptEntry {
  const { value, folder, server } = (record ?? {}) as Partial<Record<keyof IKeptEntry, unknown>>;
  const { session, seq, time } = (value ?? {}) as Partial<Record<keyof ILogEntry, unknown>>;
  return (
    (folder === null || typeof folder === 'string') &&
    [server, session, time].every(text => typeof text === 'string') &&
    Number.isInteger(seq)
  );
}
