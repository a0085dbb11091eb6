import { ByteAccounts, type AccountPriority, type IByteAccount } from '../../../src/health';

/** A holder of bytes, which it releases on request. */
function holder(name: string, bytes: number, priority: AccountPriority, freeable = true) {
  const account = {
    name,
    kind: 'arrays' as const,
    held: bytes,
    shown: priority,
    priority: () => account.shown,
    bytes: () => account.held,
    free: freeable
      ? () => {
          const freed = account.held;
          account.held = 0;
          return freed;
        }
      : undefined
  };
  return account;
}

function filled(...accounts: IByteAccount[]) {
  const all = new ByteAccounts();
  const registered = accounts.map(account => all.register(account));
  return { all, end: () => registered.forEach(disposable => disposable.dispose()) };
}

describe('ByteAccounts', () => {
  it('adds up memory in use, by kind and by holder, the largest first', () => {
    const wasm = { ...holder('reader', 7, 'cache'), kind: 'wasm' as const };
    const { all, end } = filled(holder('a', 10, 'visible'), holder('b', 30, 'hidden'), wasm);
    expect(all.total).toBe(47);
    expect(all.totals()).toEqual({ blocks: 0, arrays: 40, wasm: 7, plots: 0 });
    expect(all.list().map(({ name }) => name)).toEqual(['b', 'a', 'reader']);
    expect(all.list()[0]).toEqual({
      name: 'b',
      kind: 'arrays',
      priority: 'hidden',
      bytes: 30,
      canFree: true
    });
    end();
    expect([all.total, all.list()]).toEqual([0, []]);
  });

  it('releases caches first, then hidden documents, the largest first, until it is enough', () => {
    const small = holder('small', 10, 'hidden');
    const large = holder('large', 50, 'hidden');
    const cache = holder('cache', 20, 'cache');
    const seen = holder('seen', 100, 'visible');
    const { all, end } = filled(small, seen, large, cache);
    expect(all.evict(160)).toEqual({
      freed: 20,
      accounts: [{ name: 'cache', kind: 'arrays', bytes: 20 }]
    });
    expect(all.evict(120).accounts.map(({ name }) => name)).toEqual(['large']);
    expect([small.held, seen.held, all.total]).toEqual([10, 100, 110]);
    expect(all.evict(120)).toEqual({ freed: 0, accounts: [] });
    end();
  });

  it('never releases what is visible, even if nothing else is left', () => {
    const seen = holder('seen', 100, 'visible');
    const late = holder('late', 5, 'hidden');
    const first = holder('first', 9, 'hidden');
    first.free = () => {
      late.shown = 'visible'; // the user shows it meanwhile
      first.held = 0;
      return 9;
    };
    const { all, end } = filled(seen, late, first);
    expect(all.evict(0).freed).toBe(9);
    expect(all.evictNamed('seen').freed).toBe(0);
    expect([seen.held, late.held]).toEqual([100, 5]);
    end();
  });

  it('releases the accounts of one holder', () => {
    const one = holder('a', 10, 'hidden');
    const other = holder('b', 20, 'hidden');
    const { all, end } = filled(one, other);
    let released = 0;
    const count = () => released++;
    all.changed.connect(count);
    expect(all.evictNamed('a').freed).toBe(10);
    expect([one.held, other.held, released]).toEqual([0, 20, 1]);
    all.changed.disconnect(count);
    end();
  });

  it('tolerates accounts that throw or lie', () => {
    const broken: IByteAccount = {
      name: 'broken',
      kind: 'plots',
      priority: () => {
        throw new Error('priority');
      },
      bytes: () => {
        throw new Error('bytes');
      }
    };
    const liar = holder('liar', NaN, 'cache');
    const stubborn = holder('stubborn', 8, 'hidden', false);
    const refusing = holder('refusing', 4, 'cache');
    refusing.free = () => {
      throw new Error('free');
    };
    const { all, end } = filled(broken, liar, stubborn, refusing);
    expect(all.total).toBe(12);
    expect(all.evict(0)).toEqual({ freed: 0, accounts: [] });
    expect(all.list().find(({ name }) => name === 'broken')).toMatchObject({
      priority: 'visible',
      bytes: 0
    });
    end();
  });
});
