import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/main';
import { commandLines, runLines, saidLines, summaryLines, writeScans } from './support/naming';

const expected = JSON.parse(
  readFileSync(path.join(__dirname, 'support/naming.json'), 'utf8')
) as Record<string, string[]>;

describe('names on the command line', () => {
  const before = process.cwd();
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-naming-'));
    process.chdir(folder);
    writeScans(folder);
  });

  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Output of a command, and the results of a run. */
  async function call(words: readonly string[]): Promise<string[]> {
    const [out, err]: [string[], string[]] = [[], []];
    const print = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
    const code = await run([...words, '--json'], print);
    const json: unknown = JSON.parse(out.join('') || err.join(''));
    const written = words[0] === 'run' ? writtenLines(words[words.indexOf('--out') + 1]) : [];
    return [`exit ${code}`, ...saidLines(json), ...written];
  }

  function writtenLines(to: string): string[] {
    const lines = ['recipe', 'maps', 'a', 'b', 'map'].flatMap(name => {
      const file = path.join(to, name, 'result.json');
      return existsSync(file)
        ? [`in ${name}`, ...runLines(JSON.parse(readFileSync(file, 'utf8')))]
        : [];
    });
    return [...summaryLines(readFileSync(path.join(to, 'summary.csv'), 'utf8')), ...lines];
  }

  it('cover all commands that were called', () => {
    expect(commandLines.map(words => words.join(' '))).toEqual(Object.keys(expected));
  });

  it.each(commandLines.map(words => [words.join(' '), words]))(
    'are unchanged: %s',
    async (line, words) => {
      expect(await call(words)).toEqual(expected[line]);
    }
  );
});
