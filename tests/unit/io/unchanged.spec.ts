import { readUnchanged } from '../../../src/io/unchanged';
import { XESError } from '../../../src/base/errors';

const code = (value: string) => expect.objectContaining({ code: value }) as unknown;

/** Stamps in the order they are told; a null stands for a server that does not answer. */
function setup(stamps: (string | null)[], reads: (string | XESError)[] = ['first', 'second']) {
  const abort = new AbortController();
  let read = 0;
  let asked = 0;
  const run = () =>
    readUnchanged({
      stamp: async () => {
        const stamp = stamps[asked++];
        if (stamp === null) {
          throw new Error('503');
        }
        return stamp;
      },
      read: async () => {
        const result = reads[read++];
        if (typeof result !== 'string') {
          throw result;
        }
        return result;
      },
      signals: [abort.signal]
    });
  return { run, abort, reads: () => read, asked: () => asked };
}

describe('readUnchanged', () => {
  it('reads once where nothing changes', async () => {
    const { run, asked, reads } = setup(['a', 'a']);
    await expect(run()).resolves.toBe('first');
    expect([reads(), asked()]).toEqual([1, 2]);
  });

  it('throws away what was read of a file that changed, and reads again', async () => {
    const { run, asked } = setup(['a', 'b', 'b']);
    await expect(run()).resolves.toBe('second');
    expect(asked()).toBe(3);
  });

  it('gives up a file that changed again', async () => {
    const { run, reads } = setup(['a', 'b', 'c']);
    await expect(run()).rejects.toEqual(code('file/changed'));
    expect(reads()).toBe(2);
  });

  it('reads again what failed because the file changed, and passes on other failures', async () => {
    const cut = new XESError('file/truncated', 'cut');
    await expect(setup(['a', 'b', 'b'], [cut, 'whole']).run()).resolves.toBe('whole');
    await expect(setup(['a', 'a'], [cut]).run()).rejects.toBe(cut);
  });

  it.each(['worker/cancelled', 'worker/crashed', 'internal/error'] as const)(
    'does not ask the server after %s',
    async final => {
      const { run, asked } = setup(['a', 'b'], [new XESError(final, 'end')]);
      await expect(run()).rejects.toEqual(code(final));
      expect(asked()).toBe(1);
    }
  );

  it.each([[[null, 'b']], [['a', null]], [[null, null]]])(
    'believes the read where a stamp is not to be had: %j',
    async stamps => {
      await expect(setup(stamps).run()).resolves.toBe('first');
    }
  );

  it('ends at once on abort, and waits for no stamp for ever', async () => {
    const never = () => new Promise<string>(() => undefined);
    const abort = new AbortController();
    const options = { stamp: never, read: () => Promise.resolve(1), signals: [abort.signal] };
    await expect(readUnchanged({ ...options, timeout: 5 })).resolves.toBe(1);
    const waiting = readUnchanged(options);
    abort.abort();
    await expect(waiting).rejects.toEqual(code('worker/cancelled'));
    await expect(readUnchanged(options)).rejects.toEqual(code('worker/cancelled'));
  });
});
