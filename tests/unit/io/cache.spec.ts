import fc from 'fast-check';
import { BlockCache } from '../../../src/io/blockcache';
import { CachedFile } from '../../../src/io/cachedfile';
import { LoggedSource, pattern } from './helpers';

describe('BlockCache', () => {
  it('drops the least recently used beyond its bytes', () => {
    const cache = new BlockCache(30);
    for (const key of ['a', 'b', 'c']) {
      cache.set(key, new Uint8Array(10));
    }
    cache.get('a');
    cache.set('d', new Uint8Array(10));
    expect(['a', 'b', 'c', 'd'].filter(key => cache.has(key))).toEqual(['a', 'c', 'd']);
    expect(cache.bytes).toBe(30);
  });

  it('counts a block that is set again once, and accepts one that is larger than the limit', () => {
    const cache = new BlockCache(30);
    cache.set('a', new Uint8Array(10));
    cache.set('a', new Uint8Array(20));
    expect(cache.bytes).toBe(20);
    cache.set('big', new Uint8Array(99));
    expect(cache.has('big')).toBe(true);
    expect(cache.bytes).toBe(99);
    cache.clear();
    expect(cache.bytes).toBe(0);
  });
});

describe('CachedFile', () => {
  const file = (source: LoggedSource, limit = 2 ** 20, options = {}) =>
    new CachedFile(source, new BlockCache(limit), 'f', { blockSize: 64, ...options });

  it('returns the bytes of any read, also with a cache smaller than the read', () => {
    const bytes = pattern(5000);
    const read = fc.tuple(fc.nat(5100), fc.nat(700));
    fc.assert(
      fc.property(
        fc.array(read, { maxLength: 12 }),
        fc.constantFrom(64, 200, 9999),
        (reads, limit) => {
          const cached = file(new LoggedSource(bytes), limit, { maxRequest: 256 });
          for (const [position, length] of reads) {
            const target = new Uint8Array(length);
            const count = cached.readInto(target, position);
            expect(count).toBe(Math.max(0, Math.min(length, bytes.length - position)));
            expect(target.subarray(0, count)).toEqual(bytes.slice(position, position + count));
          }
        }
      ),
      { numRuns: 60 }
    );
  });

  it('requests neighbouring blocks once, in one request', () => {
    const source = new LoggedSource(pattern(1000));
    const cached = file(source);
    cached.readInto(new Uint8Array(300), 10);
    cached.readInto(new Uint8Array(300), 10);
    expect(source.reads).toEqual([[0, 320]]);
  });

  it('reads ahead further the longer requests follow one another, and never beyond the end', () => {
    const source = new LoggedSource(pattern(1000));
    const cached = file(source, 2 ** 20, { maxReadahead: 256 });
    for (let at = 0; at < 1000; at += 50) {
      cached.readInto(new Uint8Array(50), at);
    }
    expect(source.reads).toEqual([
      [0, 64],
      [64, 192],
      [192, 448],
      [448, 704],
      [704, 960],
      [960, 1000]
    ]);
  });

  it('does not request cached blocks again when reading ahead', () => {
    const source = new LoggedSource(pattern(1000));
    const cached = file(source);
    cached.readInto(new Uint8Array(1), 128);
    cached.readInto(new Uint8Array(1), 0);
    cached.readInto(new Uint8Array(1), 64);
    expect(source.reads).toEqual([
      [128, 192],
      [0, 64],
      [64, 128]
    ]);
  });

  it('divides large reads and reports the bytes of each request', () => {
    const progress: number[] = [];
    const options = {
      maxRequest: 256,
      maxReadahead: 64,
      onFetch: (bytes: number) => progress.push(bytes)
    };
    file(new LoggedSource(pattern(1000)), 2 ** 20, options).readInto(new Uint8Array(600), 0);
    expect(progress).toEqual([256, 256, 128]);
  });

  it('refuses a source that returns fewer bytes than requested', () => {
    const source = { size: 100, lastModified: '', read: () => new Uint8Array(3) };
    const cached = new CachedFile(source, new BlockCache(), 'f');
    expect(() => cached.readInto(new Uint8Array(10), 0)).toThrow(
      expect.objectContaining({ code: 'file/changed' }) as Error
    );
  });
});
