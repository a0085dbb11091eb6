import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Context } from '../../../src/cli/context';
import { run } from '../../../src/cli/main';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'xes-reads-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const table = (value: number) => `energy_eV,intensity,sigma\n1,${value},1\n2,${value},1\n`;
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Another content of the same size, with the same mtime. */
function rewrite(file: string): void {
  const { atime, mtime } = statSync(file);
  writeFileSync(file, table(7));
  utimesSync(file, atime, mtime);
}

/** Another file under the same name. */
function replace(file: string): void {
  writeFileSync(`${file}.new`, table(8));
  renameSync(`${file}.new`, file);
}

const changes = { rewrite, replace, remove: (file: string) => rmSync(file) };
const kinds = Object.keys(changes) as (keyof typeof changes)[];

describe('the digest of a file', () => {
  const context = () =>
    new Context({ out: () => undefined, err: () => undefined }, false, '', { aborted: false });

  it('is of what was read', async () => {
    writeFileSync(at('a.csv'), table(1));
    const one = context();
    await one.reads.scan(at('a.csv'));
    expect(one.reads.text(at('a.csv'))).toBe(table(1));
    const { sha256: digest, size } = await one.reads.sourceOf(at('a.csv'), one);
    expect([digest, size]).toEqual([sha256(at('a.csv')), table(1).length]);
  });

  it.each(kinds)('is not that of another file (%s)', async kind => {
    writeFileSync(at('a.csv'), table(1));
    const one = context();
    await one.reads.scan(at('a.csv'));
    changes[kind](at('a.csv'));
    const code = kind === 'remove' ? 'file/not-found' : 'file/changed';
    await expect(one.reads.sourceOf(at('a.csv'), one)).rejects.toMatchObject({ code });
    expect(() => one.reads.text(at('a.csv'))).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('a scan that is replaced while a command works', () => {
  /** Run a command line; the file changes when the command checks for an interruption. */
  async function call(words: string[], after: number, change: () => void) {
    const result = { code: -1, out: '', err: '' };
    let looks = 0;
    const signal = {
      get aborted() {
        if (++looks === after) {
          change();
        }
        return false;
      }
    };
    const print = {
      out: (text: string) => (result.out += text),
      err: (text: string) => (result.err += text)
    };
    result.code = await run(words, print, signal);
    return { ...result, looks };
  }

  const recipe = (step: string, parameters = {}) =>
    writeFileSync(
      at('r.xes.json'),
      JSON.stringify({
        type: 'xes-analysis',
        version: 2,
        scans: [],
        cuts: [],
        steps: [{ id: 'a', step, parameters }]
      })
    );

  it.each(kinds)('fails, and the others are processed (%s)', async kind => {
    recipe('spectrum');
    ['a', 'b', 'c'].forEach((name, i) => writeFileSync(at(`${name}.csv`), table(i)));
    const files = ['a', 'b', 'c'].map(name => at(`${name}.csv`));
    const words = ['run', at('r.xes.json'), ...files, '--out', at('out'), '--json'];
    const { looks } = await call(words, Infinity, () => undefined);
    // at any time: how often a command checks depends on the speed of the machine
    let failures = 0;
    for (let after = 1; after <= looks; after++) {
      rmSync(at('out'), { recursive: true });
      files.forEach((file, i) => writeFileSync(file, table(i)));
      const { code, out } = await call(words, after, () => changes[kind](at('b.csv')));
      const { failed } = JSON.parse(out) as {
        failed: { file: string; failures: { code: string }[] }[];
      };
      expect(code).toBe(failed.length);
      failures += failed.length;
      if (failed.length > 0) {
        expect(failed.map(({ file }) => file)).toEqual([at('b.csv')]);
        expect(failed[0].failures[0].code).toMatch(/^file\/(changed|not-found)$/);
      }
      for (const name of ['a', 'c']) {
        const { sources } = JSON.parse(readFileSync(at(`out/${name}/result.json`), 'utf8')) as {
          sources: { sha256: string }[];
        };
        expect(sources.map(source => source.sha256)).toEqual([sha256(at(`${name}.csv`))]);
      }
    }
    expect(failures).toBeGreaterThan(0);
  });

  it.each(kinds)('is refused if it is the only one (%s)', async kind => {
    writeFileSync(at('a.csv'), table(1));
    writeFileSync(at('b.csv'), table(2));
    for (const words of [
      ['spectrum', at('a.csv'), '--out', at('x.csv')],
      ['average', at('a.csv'), at('b.csv'), '--out', at('x.csv')],
      ['apply', 'shift', at('a.csv'), '--set', 'by=1', '--out', at('x.csv')],
      ['apply', 'difference', at('b.csv'), at('a.csv'), '--out', at('x.csv')]
    ]) {
      writeFileSync(at('a.csv'), table(1));
      const whole = await call(words, Infinity, () => undefined);
      expect([whole.code, whole.err]).toEqual([0, '']);
      rmSync(at('x.csv'));
      // the last check is before the result is written: its digests are taken then
      for (let after = 1; after < whole.looks; after++) {
        writeFileSync(at('a.csv'), table(1));
        const made = await call(words, after, () => changes[kind](at('a.csv')));
        if (made.code === 0) {
          // it was read after the change: its digest and its numbers are those of the current file
          const written = readFileSync(at('x.csv'), 'utf8');
          await call(words, Infinity, () => undefined);
          expect(readFileSync(at('x.csv'), 'utf8')).toBe(written);
          expect(written).toContain(sha256(at('a.csv')));
        }
        rmSync(at('x.csv'), { force: true });
      }
    }
  });
});
