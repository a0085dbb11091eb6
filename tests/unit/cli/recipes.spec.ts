import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScanEntry, StepEntry } from '../../../src/analysis/document/types';
import { run } from '../../../src/cli/main';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'xes-recipes-'));
  ['a', 'b', 'c', 'r'].forEach((name, i) => writeFileSync(at(`${name}.csv`), table(i + 1)));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

/** A spectrum of five points, `level` high. */
const table = (level: number) =>
  ['energy_eV,intensity,sigma', ...[0, 1, 2, 3, 4].map(i => `${9570 + i},${level + i},0.1`)].join(
    '\n'
  );

/** Run a command line. */
async function call(...words: string[]) {
  const result = { code: -1, out: '', err: '' };
  const print = {
    out: (text: string) => (result.out += text),
    err: (text: string) => (result.err += text)
  };
  result.code = await run([...words, '--json'], print, { aborted: false });
  return result;
}

function recipe(scans: readonly ScanEntry[], steps: readonly StepEntry[], version = 3): string {
  const file = at('recipe.xes.json');
  writeFileSync(file, JSON.stringify({ type: 'xes-analysis', version, scans, steps }));
  return file;
}

const step = (id: string, name: string, from: StepEntry['from'], parameters = {}): StepEntry => ({
  id,
  step: name,
  from,
  parameters
});

interface IStep {
  id: string;
  error: { code: string } | null;
  results: { name: string; file: string }[];
}

const stepsOf = (name: string) =>
  (JSON.parse(readFileSync(at(`out/${name}/result.json`), 'utf8')) as { steps: IStep[] }).steps;

const intensities = (file: string) =>
  readFileSync(at(`out/${file}`), 'utf8')
    .split('\n')
    .filter(line => /^\d/.test(line))
    .map(line => Number(line.split(',')[1]));

const files = () => ['a', 'b', 'c'].map(name => at(`${name}.csv`));

describe('a recipe over files', () => {
  it('is applied to each alone if its first step works on each', async () => {
    const file = recipe([], [step('norm', 'normalise', ['scans'], { by: 'maximum' })]);
    expect((await call('run', file, ...files(), '--out', at('out'))).code).toBe(0);
    expect(stepsOf('a')[0].results.map(({ name }) => name)).toEqual(['a']);
    expect(existsSync(at('out/recipe'))).toBe(false);
  });

  it('is applied to all at once if its first step combines them', async () => {
    const file = recipe([], [step('mean', 'average', ['scans'])]);
    expect((await call('run', file, ...files(), '--out', at('out'))).code).toBe(0);
    expect(stepsOf('recipe')[0].results.map(({ name }) => name)).toEqual(['average of 3']);
    expect(intensities('recipe/mean.csv')).toEqual([2, 3, 4, 5, 6]);
  });

  const wide: ScanEntry = { id: 'r', path: 'r.csv', role: 'reference' };

  it.each([
    ['a difference from a reference', [step('less', 'difference', ['scans', 'r'])]],
    [
      'one from what is made of references',
      [step('mean', 'average', ['r', 'q']), step('less', 'difference', ['scans', 'mean'])]
    ]
  ])(
    'is applied to each if its first step takes one scan plus a reference: %s',
    async (_, steps) => {
      const references = [wide, { ...wide, id: 'q', path: 'c.csv' }];
      const file = recipe(references, steps);
      expect((await call('run', file, ...files(), '--out', at('out'))).code).toBe(0);
      const [first] = intensities('a/less.csv');
      expect(intensities('b/less.csv')[0] - first).toBe(1);
      expect(intensities('c/less.csv')[0] - first).toBe(2);
    }
  );

  it('is applied to all at once if several are compared with a reference', async () => {
    const file = recipe([wide], [step('norm', 'normalise', ['scans', 'r'], { by: 'reference' })]);
    expect((await call('run', file, ...files(), '--out', at('out'))).code).toBe(0);
    expect(stepsOf('recipe')[0].results.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('of an earlier version is applied to each alone, as before', async () => {
    const file = recipe([], [step('mean', 'average', ['scans'])], 2);
    expect((await call('run', file, ...files(), '--out', at('out'))).code).toBe(0);
    expect(intensities('b/mean.csv')).toEqual([2, 3, 4, 5, 6]);
  });

  it('has its references, whatever the files are', async () => {
    const reference: ScanEntry = { id: 'r', path: 'r.csv', role: 'reference' };
    const steps = [step('norm', 'spectrum', ['scans']), step('less', 'difference', ['norm', 'r'])];
    const file = recipe([{ id: 's1', path: 'a.csv' }, reference], steps);
    expect((await call('run', file, at('b.csv'), '--out', at('out'))).code).toBe(0);
    expect(intensities('b/less.csv')).toEqual([-2, -2, -2, -2, -2]);
  });

  it('that names a scan by its id is refused, unless a replacement file is given', async () => {
    const scans = [
      { id: 's1', path: 'a.csv' },
      { id: 's2', path: 'b.csv' }
    ];
    const steps = [step('norm', 'spectrum', ['scans']), step('less', 'difference', ['norm', 's2'])];
    const file = recipe(scans, steps);
    const refused = await call('run', file, at('c.csv'), '--out', at('out'));
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringContaining('"recipe/names-scans"') as string
    ]);
    expect(refused.err).toContain('--replace s2=FILE');
    const words = ['run', file, at('c.csv'), '--out', at('out'), '--replace', `s2=${at('r.csv')}`];
    expect((await call(...words)).code).toBe(0);
    expect(intensities('c/less.csv')).toEqual([-1, -1, -1, -1, -1]);
  });

  it.each(['s9=x.csv', 's1', 's1='])('refuses --replace %s', async word => {
    const file = recipe([{ id: 's1', path: 'a.csv' }], [step('one', 'spectrum', ['scans'])]);
    const { code, err } = await call('run', file, '--out', at('out'), '--replace', word);
    expect([code, err]).toEqual([2, expect.stringContaining('(s1)') as string]);
  });
});

describe('--record', () => {
  it('writes digests into the analysis, which show if a later run reproduces it', async () => {
    const file = recipe([{ id: 's1', path: 'a.csv' }], [step('one', 'spectrum', ['scans'])]);
    expect((await call('run', file, '--out', at('out'), '--record')).code).toBe(0);
    const { results } = JSON.parse(readFileSync(file, 'utf8')) as { results: object[] };
    expect(results).toMatchObject([{ ref: { id: 'one' }, kind: 'spectrum', points: 5 }]);
    const same = await call('run', file, '--out', at('out'));
    expect(JSON.parse(same.out)).toMatchObject({ sameAsSaved: true });
    writeFileSync(at('a.csv'), table(7));
    const other = await call('run', file, '--out', at('out'));
    expect(JSON.parse(other.out)).toMatchObject({ sameAsSaved: false });
  });

  it('names items by the ids of their scans, whatever their files are called', async () => {
    writeFileSync(at('my scan.csv'), table(1));
    const scans = [
      { id: 's1', path: 'my scan.csv' },
      { id: 's2', path: 'b.csv' }
    ];
    const file = recipe(scans, [step('one', 'spectrum', ['scans'])]);
    expect((await call('run', file, '--out', at('out'), '--record')).code).toBe(0);
    const { results } = JSON.parse(readFileSync(file, 'utf8')) as { results: { ref: object }[] };
    expect(results.map(({ ref }) => ref)).toEqual([
      { id: 'one', only: ['one/s1'] },
      { id: 'one', only: ['one/s2'] }
    ]);
    const same = await call('run', file, '--out', at('out'));
    expect(JSON.parse(same.out)).toMatchObject({ sameAsSaved: true });
  });

  it('records nothing if a step failed', async () => {
    const lost = step('lost', 'normalise', ['scans'], { by: 'area', range: [1, 2] });
    const file = recipe([{ id: 's1', path: 'a.csv' }], [step('one', 'spectrum', ['scans']), lost]);
    const before = readFileSync(file, 'utf8');
    expect((await call('run', file, '--out', at('out'), '--record')).code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('is refused with other files', async () => {
    const file = recipe([{ id: 's1', path: 'b.csv' }], [step('one', 'spectrum', ['scans'])]);
    const words = ['run', file, '--out', at('out'), '--record'];
    expect((await call(...words, at('a.csv'))).code).toBe(2);
    expect((await call(...words, '--replace', `s1=${at('a.csv')}`)).code).toBe(2);
  });
});

describe('a scan of a recipe that can not be read', () => {
  const failuresOf = (out: string) =>
    (JSON.parse(out) as { failed: { status: string; failures: object[] }[] }).failed;
  const own = (...names: string[]) => names.map((name, i) => ({ id: `s${i + 1}`, path: name }));

  it('fails alone, is listed with its file, and the rest is processed', async () => {
    writeFileSync(at('b.csv'), 'nothing to see here');
    const steps = [step('one', 'spectrum', ['scans']), step('mean', 'average', ['one'])];
    const file = recipe(own('a.csv', 'b.csv'), steps);
    const { code, out } = await call('run', file, '--out', at('out'), '--record');
    expect(code).toBe(1);
    const [{ status, failures }] = failuresOf(out);
    expect(status).toBe('partly');
    const lost = { message: expect.stringContaining(at('b.csv')) as string };
    expect(failures).toMatchObject([
      { step: '', ...lost },
      { step: 'one', ...lost },
      { step: 'mean', code: 'step/input-failed' }
    ]);
    expect(stepsOf('recipe')[0].results.map(({ name }) => name)).toEqual(['a']);
    expect(readFileSync(at('out/recipe/result.json'), 'utf8')).toContain(at('a.csv'));
    expect(JSON.parse(readFileSync(file, 'utf8'))).not.toHaveProperty('results');
  });

  it('is listed although no step uses it', async () => {
    const scans: ScanEntry[] = [{ id: 'r', path: 'none.csv', role: 'reference' }];
    const file = recipe(scans, [step('one', 'spectrum', ['scans'])]);
    const { code, out } = await call('run', file, at('a.csv'), '--out', at('out'));
    expect(code).toBe(1);
    expect(failuresOf(out)).toMatchObject([
      { status: 'partly', failures: [{ step: '', code: 'file/not-found' }] }
    ]);
    expect(stepsOf('a')[0].results.map(({ name }) => name)).toEqual(['a']);
  });

  it('as a reference fails only its dependents', async () => {
    const scans: ScanEntry[] = [{ id: 'r', path: 'none.csv', role: 'reference' }];
    const steps = [step('one', 'spectrum', ['scans']), step('ref', 'spectrum', ['r'])];
    const { code, out } = await call('run', recipe(scans, steps), at('a.csv'), '--out', at('out'));
    expect(code).toBe(1);
    expect(failuresOf(out)[0].failures).toMatchObject([
      { step: '', code: 'file/not-found' },
      { step: 'ref', code: 'file/not-found' }
    ]);
    expect(stepsOf('a')[0].results.map(({ name }) => name)).toEqual(['a']);
  });

  it('ends the run if it is the only one', async () => {
    const file = recipe(own('none.csv'), [step('one', 'spectrum', ['scans'])]);
    const { code, err } = await call('run', file, '--out', at('out'));
    expect(code).toBeGreaterThan(0);
    expect(err).toContain('file/not-found');
    expect(existsSync(at('out/recipe'))).toBe(false);
  });
});
