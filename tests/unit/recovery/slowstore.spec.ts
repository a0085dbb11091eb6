import { BlackBoxStore } from '../../../src/recovery/store/store.js';
import { FakeDatabase } from './fakedatabase.js';

describe('BlackBoxStore with a database that is slow, or closes', () => {
  let database: FakeDatabase;
  let store: BlackBoxStore;
  let notices: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    database = new FakeDatabase();
    notices = [];
    store = new BlackBoxStore({
      factory: () => database.factory,
      warn: message => notices.push(message)
    });
  });
  afterEach(() => {
    store.dispose();
    jest.useRealTimers();
  });

  const put = (n: number) =>
    void store.put('snapshots', ['s', 'a'], { session: 's', path: 'a', n });
  const wait = (milliseconds = 10) => jest.advanceTimersByTimeAsync(milliseconds);

  it('accepts a late connection, and writes the newest state', async () => {
    database.delay = null;
    put(1);
    await wait(4000);
    put(2);
    await wait(3000);
    expect(notices).toEqual([expect.stringContaining('does not answer')]);
    put(3);
    void store.put('sessions', 'x', { id: 'x' });
    void store.remove('sessions', ['x']);
    await wait();
    expect(database.values('snapshots')).toEqual([]);
    const all = store.all<{ n: number }>('snapshots');
    await wait();
    expect((await all).map(({ n }) => n)).toEqual([3]);
    database.answer();
    await wait();
    expect(database.values('snapshots')).toMatchObject([{ n: 3 }]);
    expect(database.values('sessions')).toEqual([]);
    expect(notices).toEqual([expect.any(String), expect.stringContaining('again')]);
    expect(store.isDurable).toBe(true);
    put(4);
    await wait();
    expect(database.values('snapshots')).toMatchObject([{ n: 4 }]);
    expect(notices).toHaveLength(2);
  });

  it('waits for one connection, however late, and requests no other', async () => {
    database.delay = null;
    for (let i = 0; i < 60; i++) {
      put(i);
      await wait(1000);
    }
    expect(database.opens).toBe(1);
    expect(notices).toHaveLength(1);
    database.answer();
    await wait();
    expect(database.connections).toBe(1);
    expect(database.values('snapshots')).toMatchObject([{ n: 59 }]);
    expect(notices).toHaveLength(2);
  });

  it('retries at intervals what was refused late', async () => {
    database.delay = null;
    put(1);
    await wait(6000);
    database.answer(new DOMException('denied', 'UnknownError'));
    for (let i = 0; i < 30; i++) {
      put(i);
      await wait(1000);
    }
    expect(database.opens).toBe(2);
    database.answer();
    await wait();
    expect(database.values('snapshots')).toMatchObject([{ n: 29 }]);
    expect(store.isDurable).toBe(true);
  });

  it('forgets the oldest of very many removals that never reach the disk', async () => {
    const keys = Array.from({ length: 2100 }, (_, i) => ['s', i]);
    void store.putAll(
      'outbox',
      keys.map(key => [key, { key }])
    );
    await wait();
    database.failure = new DOMException('gone', 'UnknownError');
    void store.remove('outbox', keys.slice(0, 1000));
    void store.remove('outbox', keys.slice(1000));
    await wait();
    const left = store.entries('outbox');
    await wait();
    expect((await left).map(([key]) => key)).toEqual(keys.slice(0, 100));
  });

  it('opens what was refused as soon as it is granted', async () => {
    store.dispose();
    let isDenied = true;
    store = new BlackBoxStore({
      factory: () => {
        if (isDenied) {
          throw new DOMException('denied', 'SecurityError');
        }
        return database.factory;
      },
      warn: message => notices.push(message)
    });
    put(1);
    await wait();
    isDenied = false;
    await wait(20_000);
    put(2);
    await wait();
    expect(database.values('snapshots')).toMatchObject([{ n: 2 }]);
    expect(notices).toHaveLength(2);
  });

  it('writes what a full disk did not accept, and removes what was removed meanwhile', async () => {
    put(1);
    void store.put('sessions', 'x', { id: 'x' });
    await wait();
    database.failure = new DOMException('full', 'QuotaExceededError');
    put(2);
    void store.remove('sessions', ['x']);
    await wait();
    expect(notices).toEqual([expect.stringContaining('full')]);
    const all = store.all('sessions');
    await wait();
    expect(await all).toEqual([]); // also if the database still has it
    expect(database.values('sessions')).toHaveLength(1);
    database.failure = null;
    void store.put('outbox', 'r', { name: 'r' });
    await wait();
    expect(database.values('snapshots')).toMatchObject([{ n: 2 }]);
    expect(database.values('sessions')).toEqual([]);
    expect(notices).toHaveLength(2);
  });

  it('writes all that fits on a full disk, and the one that is too large once there is room', async () => {
    database.refuses = value => 'isLarge' in value;
    void store.put('outbox', 'large', { name: 'large', isLarge: true });
    await wait();
    database.failure = new DOMException('full', 'QuotaExceededError');
    put(1);
    const names = ['a', 'b', 'c', 'd', 'e'];
    names.forEach(name => void store.put('outbox', name, { name }));
    await wait();
    expect(database.values('outbox')).toEqual([]);
    database.failure = null;
    void store.put('sessions', 'x', { id: 'x' });
    await wait(100);
    expect(database.values('outbox')).toEqual(names.map(name => ({ name })));
    expect(database.values('snapshots')).toMatchObject([{ n: 1 }]);
    expect(store.isDurable).toBe(false);
    // not with each accepted record
    const before = database.writes;
    put(2);
    put(3);
    await wait(100);
    expect(database.writes).toBe(before + 2);
    database.refuses = () => false;
    await wait(15_000);
    put(4);
    await wait(100);
    expect(database.values('outbox')).toHaveLength(6);
    expect(store.isDurable).toBe(true);
    expect(notices).toHaveLength(2);
  });

  it('reopens what was lost, and closes what arrives after its end', async () => {
    put(1);
    await wait();
    database.lose();
    put(2);
    await wait();
    expect(database.values('snapshots')).toMatchObject([{ n: 2 }]);
    expect(notices).toEqual([]);
    database.lose();
    database.delay = null;
    put(3);
    await wait(6000);
    store.dispose();
    database.answer();
    await wait();
    expect(database.connections).toBe(0);
  });
});
