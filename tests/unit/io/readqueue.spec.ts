import { ReadQueue } from '../../../src/io/readqueue';

const tick = () => new Promise(resolve => setTimeout(resolve, 0));

function setup() {
  const queue = new ReadQueue<string>(2);
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (key: string, abort = new AbortController()) => {
    const work = () => {
      began.push(key);
      return new Promise<string>(resolve => ends.set(key, () => resolve(key)));
    };
    queue.run(key, abort.signal, work).catch((error: unknown) => {
      began.push(`-${key} ${(error as { code: string }).code}`);
    });
    return abort;
  };
  return { queue, began, ends, ask };
}

describe('ReadQueue', () => {
  it('lets two run at a time, in the order of requests, prioritised ones first', async () => {
    const { queue, began, ends, ask } = setup();
    ['a', 'b', 'c', 'd', 'e', 'f'].forEach(key => ask(key));
    await tick();
    expect(began).toEqual(['a', 'b']);
    queue.prioritise(['f', 'nowhere', 'd']);
    for (const key of ['a', 'b', 'f', 'd']) {
      ends.get(key)?.();
      await tick();
    }
    expect(began).toEqual(['a', 'b', 'f', 'd', 'c', 'e']);
  });

  it('treats an abort as the end of a turn, and of the wait for it', async () => {
    const { began, ends, ask } = setup();
    const a = ask('a');
    ask('b');
    const c = ask('c');
    ask('d');
    c.abort();
    await tick();
    expect(began).toEqual(['a', 'b', '-c worker/cancelled']);
    a.abort();
    ends.get('a')?.();
    await tick();
    expect(began.at(-1)).toBe('d');
    ask('e', c);
    await tick();
    expect(began.at(-1)).toBe('-e worker/cancelled');
  });

  it('returns what the work returns, and continues after one that fails', async () => {
    const queue = new ReadQueue<string>(1);
    const { signal } = new AbortController();
    const fails = queue.run('a', signal, () => Promise.reject(new Error('why')));
    const works = queue.run('b', signal, () => Promise.resolve(7));
    await expect(fails).rejects.toThrow('why');
    await expect(works).resolves.toBe(7);
  });

  it('skips one that is aborted by the same signal as the one before', async () => {
    const { began, ask } = setup();
    const all = new AbortController();
    ['a', 'b', 'c'].forEach(key => ask(key, all));
    await tick();
    all.abort();
    await tick();
    expect(began).toEqual(['a', 'b', '-c worker/cancelled']);
    ask('d');
    ask('e');
    await tick();
    expect(began.slice(3)).toEqual(['d', 'e']);
  });

  it('cancels what waits when cleared', async () => {
    const { queue, began, ask } = setup();
    ['a', 'b', 'c', 'd'].forEach(key => ask(key));
    queue.clear();
    await tick();
    expect(began).toEqual(['a', 'b', '-c worker/cancelled', '-d worker/cancelled']);
  });
});
