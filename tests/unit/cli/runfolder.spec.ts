import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { alike, filePaths } from '../../../src/analysis/output/filenames';
import { run } from '../../../src/cli/main';

interface IResultFile {
  steps: {
    id: string;
    numbers: { ref: { id: string; only?: string[] }; name: string; value: number }[];
    results: { ref: { id: string; only?: string[] }; file: string; group: string; name: string }[];
  }[];
  files: { name: string }[];
}

interface Step {
  id: string;
  step?: string;
  from?: string[];
  parameters?: object;
}

const schema = path.resolve(__dirname, '../../../schemas/result-2.schema.json');
const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(schema, 'utf8')) as object
);

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'xes-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

/** A spectrum identified by its height. */
const table = (height: number) =>
  `energy_eV,intensity,sigma\n${[0, 1, 2, 3, 4, 5, 6, 7, 8].map(k => `${9600 + k},${height + (k === 4 ? 3 : 0)},1\n`).join('')}`;

/** Write the scans `x`, `y`, … and run some steps on all of them. */
async function together(names: readonly string[], ...steps: Step[]) {
  names.forEach((name, i) => writeFileSync(at(`${name}.csv`), table(10 * (i + 1))));
  const document = {
    type: 'xes-analysis',
    version: 2,
    scans: names.map(name => ({ path: `${name}.csv` })),
    cuts: [],
    steps: steps.map(step => ({ step: 'spectrum', from: ['scans'], parameters: {}, ...step }))
  };
  writeFileSync(at('r.xes.json'), JSON.stringify(document));
  return again();
}

async function again(...more: string[]) {
  let output = '';
  const print = { out: () => undefined, err: (text: string) => (output += text) };
  const words = ['run', at('r.xes.json'), '--out', at('out'), '--nexus', ...more];
  const code = await run(words, print);
  return { code, output };
}

const read = (name: string) => readFileSync(at(`out/r/${name}`), 'utf8');
const resultFile = () => JSON.parse(read('result.json')) as IResultFile;
const there = () =>
  readdirSync(at('out/r'), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.\w+$/.test(name))
    .sort();
const results = () => resultFile().steps.flatMap(step => step.results);
/** The first intensity in a file. */
const height = (name: string) => Number(read(name).split('\n')[1].split(',')[1]);

const x1: Step = { id: 'a.x', step: 'shift', from: ['m'], parameters: { by: 1 } };

describe('the folder of a run', () => {
  it('has a separate file for each result, whatever the ids are', async () => {
    const { code, output } = await together(
      ['x', 'y'],
      { id: 'a' },
      { id: 'm', step: 'average', from: ['a'] },
      x1
    );
    expect([code, output]).toEqual([0, expect.any(String)]);
    expect(there()).toEqual([
      'a.x.csv',
      'a/x.csv',
      'a/y.csv',
      'm.csv',
      'numbers.csv',
      'result.json',
      'results.nxs'
    ]);
    expect(['a/x.csv', 'a/y.csv', 'm.csv', 'a.x.csv'].map(height)).toEqual([10, 20, 15, 15]);
    expect(read('a.x.csv')).toContain('# step: m: average');
    expect(read('a/x.csv')).not.toContain('# step: m: average');
    expect(results().map(({ ref, file, group }) => [ref, file, group])).toEqual([
      [{ id: 'a', only: ['a/x'] }, 'a/x.csv', 'data_a.x'],
      [{ id: 'a', only: ['a/y'] }, 'a/y.csv', 'data_a.y'],
      [{ id: 'm' }, 'm.csv', 'data_m'],
      [{ id: 'a.x', only: ['a.x/m'] }, 'a.x.csv', 'data_a.x-2']
    ]);
    validate(resultFile());
    expect(validate.errors).toBeNull();
  });

  it('names items by their origin', async () => {
    await together(
      ['x', 'y'],
      { id: 'a' },
      { id: 's', step: 'shift', from: ['a'], parameters: { by: 1 } },
      { id: 'n', step: 'shift', from: ['a', 's'], parameters: { by: 1 } }
    );
    expect(results().map(({ file }) => file)).toEqual([
      'a/x.csv',
      'a/y.csv',
      's/a/x.csv',
      's/a/y.csv',
      'n/a/x.csv',
      'n/a/y.csv',
      'n/s/a/x.csv',
      'n/s/a/y.csv'
    ]);
    expect(new Set(results().map(({ ref }) => ref.only?.[0])).size).toBe(8);
  });

  it('lists every number, in long form', async () => {
    await together(
      ['x', 'y'],
      { id: 'a' },
      { id: 's', step: 'shift', from: ['a'], parameters: { by: 0 } },
      { id: 'k', step: 'area', from: ['a', 's'] },
      { id: 'k.x', step: 'area', from: ['a'] },
      { id: 'c', step: 'consistency', from: ['a', 's'] }
    );
    const [head, ...rows] = read('numbers.csv')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'));
    expect(head).toBe('step,item,name,value,sigma,unit');
    const items = rows.map(row => row.split(',').slice(0, 3).join(' '));
    expect(new Set(items).size).toBe(rows.length);
    expect(items.slice(0, 6)).toEqual([
      'k k/a/x area',
      'k k/a/y area',
      'k k/s/a/x area',
      'k k/s/a/y area',
      'k.x k.x/a/x area',
      'k.x k.x/a/y area'
    ]);
    expect(rows.map(row => Number(row.split(',')[3])).slice(0, 4)).toEqual([83, 163, 83, 163]);
    // four scans: each has its shift, scale and χ²/dof, next to that of all
    expect(items.filter(item => item.startsWith('c ')).length).toBe(13);
    const numbers = resultFile().steps.flatMap(step => step.numbers);
    expect(numbers.map(({ ref, name }) => `${ref.id} ${ref.only?.[0] ?? ref.id} ${name}`)).toEqual(
      items
    );
    const summary = readFileSync(at('out/summary.csv'), 'utf8').split('\n');
    const columns = summary[0].split(',');
    expect(columns).toContain('k.x.area');
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns.length).toBe(6 + 2 * rows.length);
  });

  it.each([
    [['numbers', 'result', 'results.nxs', 'result.json', 'numbers.csv', 'summary']],
    [['a', 'A', 'a-2', 'a.csv']],
    [['con', 'NUL', 'aux.x', 'com1', 'LPT9.y']],
    [['constructor', 'toString', 'x', 'scans.x']]
  ])('accepts steps named %s', async ids => {
    for (const names of [['x'], ['x', 'y']]) {
      rmSync(at('out'), { recursive: true, force: true });
      const steps = ids.map((id, i) => ({ id, step: 'shift', parameters: { by: i } }));
      await together(names, { id: 'first' }, ...steps.map(step => ({ ...step, from: ['first'] })));
      const files = results().map(({ file }) => file);
      expect(files.length).toBe(names.length * (ids.length + 1));
      expect(new Set(files.map(alike)).size).toBe(files.length);
      expect(new Set(results().map(({ group }) => group)).size).toBe(files.length);
      for (const step of resultFile().steps) {
        for (const { file } of step.results) {
          expect(read(file)).toContain(`# step: ${step.id}:`);
          expect(file).not.toMatch(/(^|\/)(con|nul|aux|com1|lpt9)[./]/i);
        }
      }
      expect(resultFile().files.map(({ name }) => name)).toEqual(
        expect.arrayContaining([...files, 'results.nxs'])
      );
      // and the same once more, over the existing results
      expect((await again()).output).not.toContain('[cli/usage]');
    }
  });

  it('accepts scans of any name', async () => {
    const names = [
      'Kb',
      'kb',
      'caf\u00e9',
      'cafe\u0301',
      'con',
      'a',
      'scans',
      'x'.repeat(240),
      'x'.repeat(239) + 'y',
      'q<u>e:s?t|i"o*n'
    ];
    await together(names, { id: 'a' }, { id: 'k', step: 'area', from: ['a', 'b'] });
    await together(
      names,
      { id: 'a' },
      { id: 'b', step: 'shift', from: ['a'], parameters: { by: 1 } }
    );
    const files = results().map(({ file }) => file);
    expect(files.length).toBe(2 * names.length);
    expect(new Set(files.map(alike)).size).toBe(files.length);
    results().forEach(({ file }, i) => {
      expect(height(file)).toBe(10 * ((i % names.length) + 1));
      expect(file).toMatch(/^[^<>:"|?*\\]+$/);
      expect(file.length).toBeLessThan(200);
    });
    expect(new Set(results().map(({ ref }) => ref.only?.[0])).size).toBe(files.length);
  });

  it('is replaced by another run of it, with its folders', async () => {
    await together(['x', 'y'], { id: 'a' }, { id: 'b.csv' });
    writeFileSync(at('out/r/a/mine.txt'), 'mine');
    // a folder is replaced by a file, and vice versa
    const { code } = await together(['x'], { id: 'a' }, { id: 'b' });
    expect(code).toBe(0);
    expect(there()).toEqual(['a.csv', 'a/mine.txt', 'b.csv', 'result.json', 'results.nxs']);
    expect((await together(['x', 'y'], { id: 'a' }, { id: 'b.csv' })).code).toBe(0);
    expect(there()).toContain('b.csv/y.csv');
    expect(existsSync(at('out/r/a.csv'))).toBe(false);
  });

  it('is never left', async () => {
    await together(['x', 'y'], { id: 'a' });
    const before = ['x.csv', 'y.csv'].map(name => read(`a/${name}`));
    mkdirSync(at('elsewhere'));
    ['x.csv', 'y.csv'].forEach((name, i) => writeFileSync(at(`elsewhere/${name}`), before[i]));
    rmSync(at('out/r/a'), { recursive: true });
    symlinkSync(at('elsewhere'), at('out/r/a'));
    const { code, output } = await again();
    expect([code, output]).toEqual([2, expect.stringContaining('[cli/usage]')]);
    const after = ['x.csv', 'y.csv'].map(name => readFileSync(at(`elsewhere/${name}`), 'utf8'));
    expect(after).toEqual(before);
    const manifest = resultFile();
    const out = [{ ...manifest.files[0], name: 'a/../../../elsewhere/x.csv' }];
    writeFileSync(at('out/r/result.json'), JSON.stringify({ ...manifest, files: out }));
    rmSync(at('out/r/a'));
    await again();
    expect(existsSync(at('elsewhere/x.csv'))).toBe(true);
  });
});

describe('paths of files', () => {
  it.each([
    ['straße', 'STRASSE'],
    ['\u00b5-XES', '\u03bc-XES'],
    ['ος', 'οσ'],
    ['ﬁt', 'FIT']
  ])('differ also on a disk that does not distinguish %s and %s', (one, other) => {
    expect(filePaths([[one], [other]], '.csv', [])).toEqual([`${one}.csv`, `${other}-2.csv`]);
  });

  it('are unique if folders and files meet', () => {
    const paths = filePaths(
      [['a'], ['a.csv', 'x'], ['A.CSV', 'X'], ['b', 'c'], ['b', 'c']],
      '.csv',
      []
    );
    expect(paths).toEqual(['a.csv', 'a.csv-2/x.csv', 'A.CSV-3/X.csv', 'b/c.csv', 'b/c-2.csv']);
  });

  it('stay within the limits of a disk', () => {
    const deep = Array.from({ length: 50 }, (_, i) => `step-${i}`);
    const [one, other] = filePaths(
      [deep, [...deep.slice(0, 20), 'x', ...deep.slice(20)]],
      '.csv',
      []
    );
    expect(one).not.toBe(other);
    expect(Math.max(one.length, other.length)).toBeLessThan(200);
    expect(one).toMatch(/^step-0\/step-49~[0-9a-f]{8}\.csv$/);
  });
});
