import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/main';

/** Sets the title of a terminal's window, and a control sequence of one byte. */
const order = '\u001b]0;pwn\u0007\u009b31m\u202e';

describe('the content of a file', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-terminal-'));
    const rows = '7040,1,2\n7041,2,3\n7042,3,4\n';
    writeFileSync(file('curves.csv'), `emission_eV,a${order},b${order}\n${rows}`);
    writeFileSync(file('asked.csv'), `x${order},y${order},z\n${rows}`);
    writeFileSync(
      file('scans.spec'),
      [1, 2]
        .map(
          k =>
            `#S ${k} ascan${order} en 7 8 2\n#N 2\n#L energy${order}  det${order}\n7040 1\n7041 2\n`
        )
        .join('\n')
    );
    writeFileSync(
      file('roi.csv'),
      `emission_eV,emission_roi1,xes_roi2\n7040,1,2\n7041,2,3\n7042,3,4\n`
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function call(...words: string[]) {
    const result = { code: -1, out: '', err: '' };
    const print = {
      out: (text: string) => (result.out += text),
      err: (text: string) => (result.err += text)
    };
    result.code = await run(words, print);
    return result;
  }

  it.each([
    ['inspect', 'curves.csv'],
    ['inspect', 'asked.csv'],
    ['inspect', 'scans.spec'],
    ['inspect', 'scans.spec', '--columns', 'emission=1,intensity=2'],
    ['spectrum', 'asked.csv', '--out', 'a.csv'],
    ['spectrum', 'curves.csv', '--out', 'b.csv', '--channel', order]
  ])('is not a command to a terminal: %s %s', async (command, name, ...more) => {
    const words = more.map(word => (word.endsWith('.csv') ? file(word) : word));
    const text = await call(command, file(name), ...words);
    const json = await call(command, file(name), ...words, '--json');
    expect(text.out + text.err).toContain('·');
    expect(text.out + text.err + json.out + json.err).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/
    );
  });

  it('is unchanged as JSON', async () => {
    const { out } = await call('inspect', file('curves.csv'), '--json');
    const { channels } = JSON.parse(out) as { channels: string[] };
    expect(channels).toEqual([`a${order}`, `b${order}`]);
  });

  it.each([
    ['spectrum', '--channel', 'xes_roi2', '--out', 'c.csv'],
    ['apply', 'area', '--channel', 'xes_roi2'],
    ['apply', 'spectrum', '--set', 'channel=xes_roi2', '--out', 'd.csv']
  ])('is chosen by any name of a channel: %s %s %s %s', async (command, ...more) => {
    const isStep = command === 'apply';
    const words = more.map(word => (word.endsWith('.csv') ? file(word) : word));
    const all = isStep
      ? [command, words[0], file('roi.csv'), ...words.slice(1)]
      : [command, file('roi.csv'), ...words];
    const { code, err } = await call(...all);
    expect([code, err]).toEqual([0, expect.not.stringContaining('error')]);
  });
});
