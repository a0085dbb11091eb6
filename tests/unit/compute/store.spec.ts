import { ScanStore, type Adoption } from '../../../src/compute/store';
import { scanFacts } from '../../../src/formats/scanfacts';
import { emissionScan } from './scans';

const scan = () => emissionScan(1);
const bytes = 5 * 3 * 8;
const adoption = (address: string, key = `key of ${address}`): Adoption => ({
  address,
  key,
  facts: scanFacts(scan())
});

describe('ScanStore', () => {
  it('accepts data and adoption in either order', () => {
    const store = new ScanStore(Infinity);
    expect(store.receive(1, scan())).toBeNull();
    expect(store.keyOf('a')).toBeNull();
    expect(store.bytes).toBe(bytes);
    expect(store.adopt(1, adoption('a'))).toBe(true);
    expect(store.adopt(2, adoption('b'))).toBe(false);
    expect(store.receive(2, scan())).toBe('b');
    expect([store.keyOf('a'), store.keyOf('b'), store.bytes]).toEqual([
      'key of a',
      'key of b',
      2 * bytes
    ]);
    expect(store.factsOf('a')?.bytes).toBe(bytes);
  });

  it('discards a version, before or after it arrived', () => {
    const store = new ScanStore(Infinity);
    store.receive(1, scan());
    store.discard(1);
    store.discard(2);
    expect(store.receive(2, scan())).toBeNull();
    store.adopt(3, adoption('c'));
    store.discard(3);
    expect(store.receive(3, scan())).toBeNull();
    expect([store.get('c'), store.bytes]).toEqual([null, bytes]); // the third belongs to none yet
    store.discard(3);
    expect(store.bytes).toBe(0);
    for (let i = 10; i < 5000; i++) {
      store.discard(i);
    }
    expect(store.receive(4999, scan())).toBeNull();
    expect(store.bytes).toBe(0);
  });

  it('replaces an older version by a newer one', () => {
    const store = new ScanStore(Infinity);
    for (const [sequence, key] of [
      [1, 'old'],
      [2, 'new']
    ] as const) {
      store.receive(sequence, scan());
      store.adopt(sequence, adoption('a', key));
    }
    expect([store.keyOf('a'), store.bytes]).toEqual(['new', bytes]);
    store.delete('a');
    expect([store.get('a'), store.bytes]).toEqual([null, 0]);
  });

  it('releases the least recently used, and nothing that is pinned', () => {
    const store = new ScanStore(2 * bytes);
    ['a', 'b', 'c', 'd'].forEach((address, i) => {
      store.receive(i, scan());
      store.adopt(i, adoption(address));
    });
    store.get('a');
    expect(store.evict(new Set(['b'])).map(({ address }) => address)).toEqual(['c', 'd']);
    expect(store.evict(new Set(['b']), 0)).toMatchObject([{ address: 'a', key: 'key of a' }]);
    expect(store.evict(new Set(['b']), 0)).toEqual([]);
    expect(store.bytes).toBe(bytes);
  });

  it('follows a rename, also of pending data, and drops the previous data of that path', () => {
    const store = new ScanStore(Infinity);
    store.receive(1, scan());
    store.adopt(1, adoption('a'));
    store.receive(2, scan());
    store.adopt(2, adoption('b'));
    store.adopt(3, adoption('c'));
    store.move('a', 'b');
    store.move('c', 'd');
    expect(store.receive(3, scan())).toBe('d');
    expect(['a', 'b', 'c', 'd'].map(address => store.keyOf(address))).toEqual([
      null,
      'key of a',
      null,
      'key of c'
    ]);
    expect(store.bytes).toBe(2 * bytes);
  });
});
