import type { Key } from '../../../src/recovery/store/database.js';
import type { Life } from '../../../src/recovery/session/liveness.js';
import { LogOutbox } from '../../../src/recovery/store/logoutbox.js';
import { StoredOutbox } from '../../../src/recovery/store/storedoutbox.js';
import type { BlackBoxStore } from '../../../src/recovery/store/store.js';
import type { ILogEntry } from '../../../src/diagnostics/index.js';
import { deniedStore } from './support.js';

const now = Date.parse('2026-11-24T22:16:00Z');

/** A database with its one store, and how often it was written. */
class Disk {
  records = new Map<string, [Key, object]>();
  writes = 0;

  put(_: string, key: Key, value: object): Promise<void> {
    return this.putAll(_, [[key, value]]);
  }

  putAll(_: string, values: readonly (readonly [Key, object])[]): Promise<void> {
    this.writes++;
    values.forEach(([key, value]) =>
      this.records.set(JSON.stringify(key), [key, structuredClone(value)])
    );
    return Promise.resolve();
  }

  entries(): Promise<[Key, object][]> {
    return Promise.resolve([...this.records.values()]);
  }

  remove(_: string, keys: readonly Key[]): Promise<void> {
    keys.forEach(key => this.records.delete(JSON.stringify(key)));
    return Promise.resolve();
  }

  get keys(): Key[] {
    return [...this.records.values()].map(([key]) => key);
  }
}

function entry(session: string, seq: number, change: Partial<ILogEntry> = {}): ILogEntry {
  const time = '2026-11-24T22:15:00.000Z';
  return { session, seq, time, level: 'error', module: 'io', message: '', path: '', ...change };
}

function items(...entries: ILogEntry[]) {
  return entries.map(value => ({
    key: [value.session, value.seq] as const,
    folder: 'run',
    value
  }));
}

describe('LogOutbox', () => {
  let disk: Disk;
  let lives: Record<string, Life>;
  beforeEach(() => {
    disk = new Disk();
    lives = {};
  });

  const open = (session: string, server = 'http://lab/') =>
    new LogOutbox({
      store: disk as unknown as BlackBoxStore,
      session,
      server,
      liveness: {
        ask: records => Promise.resolve(new Map(records.map(({ id }) => [id, lives[id] ?? 'dead'])))
      },
      now: () => now
    });
  const keysOf = async (outbox: LogOutbox) => (await outbox.list()).map(({ key }) => key);

  it('writes a batch at once, and hands what was left to the next page, with its folder', async () => {
    await open('a').put(items(entry('a', 1), entry('a', 2)));
    expect(disk.writes).toBe(1);
    const next = open('b');
    expect(await next.list()).toEqual(items(entry('a', 1), entry('a', 2)));
    await next.remove([['a', 1]]);
    expect(disk.keys).toEqual([['a', 2]]);
    expect(await keysOf(next)).toEqual([['a', 2]]);
  });

  it('takes nothing from pages that are or may be alive, or belong to another server', async () => {
    lives = { a: 'alive', b: 'unknown' };
    for (const session of ['a', 'b', 'c']) {
      await open(session).put(items(entry(session, 1)));
    }
    await open('d', 'http://other/').put(items(entry('d', 1)));
    expect(await keysOf(open('e'))).toEqual([['c', 1]]);
    expect(disk.keys).toHaveLength(4);
  });

  it('and reports ignore each other', async () => {
    const reports = new StoredOutbox<{ name: string }>(
      disk as unknown as BlackBoxStore,
      ({ name }) => name,
      1
    );
    await open('a').put(items(entry('a', 1)));
    await reports.put({ name: 'crash-1' });
    await reports.put({ name: 'crash-2' });
    expect(await reports.list()).toEqual([{ name: 'crash-2' }]);
    const next = open('b');
    expect(await keysOf(next)).toEqual([['a', 1]]);
    await next.remove(['crash-2', ['a', 1]]);
    expect(disk.keys).toEqual(['crash-2']);
  });

  it('is bounded in number and in length, on disk too', async () => {
    const outbox = open('a');
    await outbox.put(items(...Array.from({ length: 3000 }, (_, i) => entry('a', i + 1))));
    expect(await outbox.list()).toHaveLength(2500);
    expect(disk.keys).toHaveLength(2500);
    expect(disk.keys[0]).toEqual(['a', 501]);
    const message = 'x'.repeat(100_000);
    await outbox.put(
      items(...Array.from({ length: 60 }, (_, i) => entry('a', 4000 + i, { message })))
    );
    expect(await outbox.list()).toHaveLength(39);
    expect(disk.keys).toHaveLength(39);
  });

  it('drops what is a month old, and skips what it does not recognise', async () => {
    await open('a').put(items(entry('a', 1, { time: '2026-10-01T00:00:00.000Z' })));
    await disk.put('outbox', ['b', 1], { odd: true });
    await disk.put('outbox', ['b', 2], { value: null, folder: 3, server: '' });
    expect(await keysOf(open('c'))).toEqual([]);
    expect(disk.keys).toEqual([
      ['b', 1],
      ['b', 2]
    ]);
  });

  it('is an outbox in memory if the browser stores nothing', async () => {
    const store = deniedStore();
    const liveness = { ask: () => Promise.resolve(new Map<string, Life>()) };
    const outbox = new LogOutbox({ store, session: 'a', server: 'http://lab/', liveness });
    await outbox.put(items(entry('a', 1), entry('a', 2)));
    await outbox.remove([['a', 1]]);
    expect(await keysOf(outbox)).toEqual([['a', 2]]);
    store.dispose();
  });
});
