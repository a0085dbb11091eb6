import { readUnchanged, type FileRead } from '../../../src/io/unchanged';
import { XESError } from '../../../src/base/errors';

const code = (value: string) => expect.objectContaining({ code: value }) as unknown;
const now = Date.UTC(2026, 10, 28);

interface ISetup {
  /** Ids in the order of requests; null: the server does not answer. */
  versions: (string | null)[];
  reads?: (string | XESError)[];
  /** Age of the file's last change at the reads (ms). */
  age?: number;
  /** Id of the version returned with each read. */
  after?: (string | undefined)[];
  /** Whether the file is still being written. */
  mayGrow?: boolean;
  /** Whether it was at the previous read. */
  isGrowing?: boolean;
}

function setup({
  versions,
  reads = ['first', 'second'],
  age = 60_000,
  after = [],
  mayGrow,
  isGrowing
}: ISetup) {
  const abort = new AbortController();
  const events: string[] = [];
  let read = 0;
  let versionRequests = 0;
  const version = (id: string) => ({ id, changed: now - age });
  const run = () =>
    readUnchanged<string>({
      version: async () => {
        events.push('version');
        const id = versions[versionRequests++];
        if (id === null) {
          throw new Error('503');
        }
        return version(id);
      },
      read: async (): Promise<FileRead<string>> => {
        events.push('read');
        const id = after[read];
        const value = reads[read++];
        await Promise.resolve();
        if (typeof value !== 'string') {
          throw value;
        }
        return { value, served: now, after: id === undefined ? null : version(id), mayGrow };
      },
      isGrowing,
      signals: [abort.signal]
    });
  return { run, abort, events, reads: () => read, versionRequests: () => versionRequests };
}

describe('readUnchanged', () => {
  it('reads once if nothing changes, without waiting for the version before', async () => {
    const { run, events } = setup({ versions: ['a', 'a'] });
    await expect(run()).resolves.toEqual({ value: 'first', version: 'a' });
    expect(events).toEqual(['version', 'read', 'version']);
  });

  it('returns a file that is still being written, under the version from before', async () => {
    const mayGrow = true;
    const growing = setup({ versions: ['a', 'b', 'c'], mayGrow });
    await expect(growing.run()).resolves.toEqual({ value: 'second', version: 'b' });
    const resting = setup({ versions: ['a', 'a'], mayGrow });
    await expect(resting.run()).resolves.toEqual({ value: 'first', version: 'a' });
    const other = setup({ versions: ['a', 'b', 'c'] });
    await expect(other.run()).rejects.toEqual(code('file/changed'));
  });

  it('reads a file once that was growing at the last check, and changed just now', async () => {
    const recent = { mayGrow: true, isGrowing: true, age: 100 };
    const grown = setup({ ...recent, versions: ['a', 'b'] });
    await expect(grown.run()).resolves.toEqual({ value: 'first', version: 'a' });
    expect(grown.events).toEqual(['version', 'read', 'version']);
    const same = setup({ ...recent, versions: ['a', 'a'] });
    await expect(same.run()).resolves.toEqual({ value: 'first', version: 'a' });
    expect(same.reads()).toBe(1);
    const first = setup({ ...recent, isGrowing: false, versions: ['a', 'a', 'a'] });
    await expect(first.run()).resolves.toEqual({ value: 'second', version: 'a' });
    const closed = setup({ ...recent, mayGrow: false, versions: ['a', 'b', 'b'] });
    await expect(closed.run()).resolves.toEqual({ value: 'second', version: 'b' });
  });

  it('requests no second version if the read returns it', async () => {
    const same = setup({ versions: ['a'], after: ['a'] });
    await expect(same.run()).resolves.toEqual({ value: 'first', version: 'a' });
    const other = setup({ versions: ['a'], after: ['b', 'b'] });
    await expect(other.run()).resolves.toEqual({ value: 'second', version: 'b' });
    expect([same.versionRequests(), other.versionRequests()]).toEqual([1, 1]);
  });

  it('discards what was read of a changed file, and rereads', async () => {
    const { run, versionRequests } = setup({ versions: ['a', 'b', 'b'] });
    await expect(run()).resolves.toEqual({ value: 'second', version: 'b' });
    expect(versionRequests()).toBe(3);
  });

  // the first version may be from after the first bytes
  it.each([0, 9000, -5000])('rereads a file that had changed %d ms before', async age => {
    const { run, events } = setup({ versions: ['a', 'a', 'a'], age });
    await expect(run()).resolves.toEqual({ value: 'second', version: 'a' });
    expect(events).toEqual(['version', 'read', 'version', 'read', 'version']);
  });

  it('gives up on a file that changed again', async () => {
    for (const age of [0, 60_000]) {
      const { run, reads } = setup({ versions: ['a', 'b', 'c'], age });
      await expect(run()).rejects.toEqual(code('file/changed'));
      expect(reads()).toBe(2);
    }
  });

  it('retries failures due to a changed file, and passes on other failures', async () => {
    const cut = new XESError('file/truncated', 'cut');
    const changed = setup({ versions: ['a', 'b', 'b'], reads: [cut, 'whole'] });
    await expect(changed.run()).resolves.toMatchObject({ value: 'whole' });
    await expect(setup({ versions: ['a', 'a'], reads: [cut] }).run()).rejects.toBe(cut);
  });

  it.each(['worker/cancelled', 'worker/crashed', 'internal/error'] as const)(
    'sends no more requests after %s',
    async final => {
      const { run, versionRequests } = setup({
        versions: ['a', 'b'],
        reads: [new XESError(final, 'end')]
      });
      await expect(run()).rejects.toEqual(code(final));
      expect(versionRequests()).toBe(1);
    }
  );

  it.each([[[null, 'b']], [['a', null]], [[null, null]]])(
    'accepts the read if a version is unavailable: %j',
    async versions => {
      await expect(setup({ versions }).run()).resolves.toMatchObject({ value: 'first' });
    }
  );

  it('ends at once on abort, and has a timeout for a version', async () => {
    const never = () => new Promise<never>(() => undefined);
    const abort = new AbortController();
    const read = () => Promise.resolve({ value: 1, served: now, after: null });
    const options = { version: never, read, signals: [abort.signal] };
    const quick = await readUnchanged({ ...options, timeout: 5 });
    expect(quick).toEqual({ value: 1, version: null });
    const waiting = readUnchanged(options);
    abort.abort();
    await expect(waiting).rejects.toEqual(code('worker/cancelled'));
    await expect(readUnchanged(options)).rejects.toEqual(code('worker/cancelled'));
  });
});
