import { Turns } from '../../../src/analysis/turns';

const tick = () => new Promise(resolve => setTimeout(resolve, 0));

function setup() {
  const turns = new Turns<string>(2);
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (key: string, abort = new AbortController()) => {
    void turns.take(key, abort.signal).then(
      end => {
        began.push(key);
        ends.set(key, end);
      },
      () => began.push(`-${key}`)
    );
    return abort;
  };
  return { turns, began, ends, ask };
}

describe('Turns', () => {
  it('lets two at a time, in the order they asked, hastened ones first', async () => {
    const { turns, began, ends, ask } = setup();
    ['a', 'b', 'c', 'd'].forEach(key => ask(key));
    await tick();
    expect(began).toEqual(['a', 'b']);
    turns.hasten('d');
    ends.get('a')?.();
    ends.get('a')?.();
    await tick();
    expect(began).toEqual(['a', 'b', 'd']);
    ends.get('d')?.();
    await tick();
    expect(began).toEqual(['a', 'b', 'd', 'c']);
  });

  it('takes an abort for the end of a turn, and of the wait for it', async () => {
    const { began, ends, ask } = setup();
    const a = ask('a');
    ask('b');
    const c = ask('c');
    ask('d');
    c.abort();
    await tick();
    expect(began).toEqual(['a', 'b', '-c']);
    a.abort();
    ends.get('a')?.();
    await tick();
    expect(began).toEqual(['a', 'b', '-c', 'd']);
    ask('e', c);
    await tick();
    expect(began.at(-1)).toBe('-e');
  });
});
