import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../src/cli/main';
import { openFile } from '../../../src/io/node';

const energies = Array.from({ length: 21 }, (_, i) => 7050 + 0.5 * i);
const peak = (e: number) => Math.round(50 + 1000 * Math.exp(-(((e - 7056) / 2) ** 2)));
/** Energy, monitor and counts, without a line of names. */
const bare = energies.map((e, i) => `${e} ${1000 + i} ${peak(e)}`).join('\n') + '\n';
const spec = [1, 2]
  .map(k => `#S ${k} ascan en 7.05 7.06 20 1\n#N 3\n#L en  I02  det\n${scaled(k)}\n`)
  .join('\n');

function scaled(k: number): string {
  return energies.map((e, i) => `${e / 1000} ${1000 + i} ${k * peak(e)}`).join('\n');
}

describe('--columns and --entry', () => {
  let folder: string;
  const file = (name: string) => path.join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-columns-'));
    writeFileSync(file('bare.dat'), bare);
    writeFileSync(file('two.spec'), `#F two.spec\n\n${spec}`);
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

  async function json(...words: string[]) {
    const { code, out, err } = await call(...words, '--json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out) as Record<string, unknown>;
  }

  /** The intensities written by a command. */
  const intensities = (name: string) =>
    readFileSync(file(name), 'utf8')
      .split('\n')
      .slice(1, 22)
      .map(line => Number(line.split(',')[1]));

  it('are requested with a list of all arrays, and an example without guesses', async () => {
    const { code, out, err } = await call('spectrum', file('bare.dat'), '--out', file('a.csv'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: .*\[scan\/columns-unknown\]\n\n/);
    expect(err).toMatch(/^2 +2 +21 +1000 to 1020$/m);
    const [, example] = /(--columns \S+)\./.exec(err) ?? [];
    expect(example).toBe('--columns emission=…,intensity=…');
    const filled = example.replace('=…', '=1').replace('=…', '=3').split(' ');
    expect((await call('inspect', file('bare.dat'), ...filled)).code).toBe(0);
    const asTheyStand = await call('inspect', file('bare.dat'), ...example.split(' '));
    expect(asTheyStand.err).toContain('[scan/columns-unknown]');
  });

  it('are requested as JSON with the listing', async () => {
    const { err } = await call('inspect', file('bare.dat'), '--json');
    const { error } = JSON.parse(err) as { error: { code: string; listing: unknown } };
    expect(error).toMatchObject({
      code: 'scan/columns-unknown',
      listing: {
        entries: [],
        entry: null,
        arrays: [
          { name: '1', path: null, unit: null, shape: [21], range: [7050, 7060], guess: null },
          { name: '2' },
          { name: '3' }
        ]
      }
    });
  });

  it.each([
    ['spectrum', ['spectrum'], []],
    ['average', ['average'], []],
    ['apply', ['apply', 'smooth'], []],
    ['background', ['background'], ['--exclude', '7054:7058', '--weights', 'none']]
  ])('explain a table to %s', async (name, words, more) => {
    const columns = 'emission=1,monitor=2,intensity=3';
    const out = file(`${name}.csv`);
    const made = await call(
      ...words,
      file('bare.dat'),
      ...more,
      '--columns',
      columns,
      '--out',
      out
    );
    expect([made.code, made.err.replace(/^warning: .*\n/gm, '')]).toEqual([0, '']);
    expect(readFileSync(out, 'utf8')).toContain('columns emission=1,intensity=3,monitor=2');
    if (name === 'spectrum' || name === 'average') {
      const wanted = energies.map((e, i) => peak(e) / (1000 + i));
      intensities(`${name}.csv`).forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 12));
    }
  });

  it('choose a scan of a file that holds several, and give counts their σ', async () => {
    const columns = 'emission=en,counts=det,monitor=I02,unit=keV';
    const choice = ['--entry', '2', '--columns', columns];
    const facts = await json('inspect', file('two.spec'), ...choice);
    expect(facts).toMatchObject({
      kind: 'XES',
      entry: '2',
      entries: [{ name: '1' }, { name: '2' }],
      emission: { default: { min: 7050, max: 7060 } },
      columns: [{ name: 'en' }, { name: 'I02' }, { name: 'det' }]
    });
    const out = file('second.nxs');
    expect((await call('spectrum', file('two.spec'), ...choice, '--out', out)).code).toBe(0);
    const { scan } = await openFile(out);
    const [{ counts, sigma }] = scan.channels;
    expect(counts && [...counts]).toEqual(energies.map(e => 2 * peak(e)));
    expect(sigma?.[0]).toBeCloseTo(Math.sqrt(2 * peak(energies[0])) / 1000, 12);
  });

  it('are refused if they name something missing, or are not a mapping', async () => {
    const refused = async (...choice: string[]) => {
      const { code, err } = await call('inspect', file('two.spec'), ...choice);
      return [code, err];
    };
    expect(await refused('--entry', '3')).toEqual([
      2,
      expect.stringMatching(/no entry "3".*1, 2.*\[scan\/entry-missing\]/)
    ]);
    expect(await refused('--columns', 'emission=energy,intensity=det')).toEqual([
      2,
      expect.stringMatching(/no array "energy"\. The file has en, I02, det/)
    ]);
    expect(await refused('--columns', 'energy=en')).toEqual([
      2,
      expect.stringMatching(/"energy" is none of incident, .*\[cli\/usage\]/)
    ]);
  });

  it('are those of the document in a run, also for replacement files', async () => {
    const document = {
      type: 'xes-analysis',
      version: 3,
      scans: [
        { id: 's1', path: 'bare.dat', columns: { emission: '1', intensity: '3', monitor: '2' } }
      ],
      steps: [{ id: 'area', step: 'area', from: ['s1'], parameters: {} }],
      view: { shown: [], selected: [], active: null, firstCuts: 'auto' }
    };
    writeFileSync(file('own.xes.json'), JSON.stringify(document));
    const [step] = document.steps;
    const recipe = { ...document, steps: [{ ...step, from: ['scans'] }] };
    writeFileSync(file('recipe.xes.json'), JSON.stringify(recipe));
    writeFileSync(file('other.dat'), bare);
    const own = await json('run', file('own.xes.json'), '--out', file('own'));
    expect(own).toMatchObject({ done: 1, failed: [] });
    const result = JSON.parse(readFileSync(file('own/own/result.json'), 'utf8')) as object;
    const columns = { emission: '1', intensity: '3', monitor: '2' };
    expect(result).toMatchObject({ sources: [{ file: file('bare.dat'), columns }] });
    const others = ['run', file('recipe.xes.json'), file('other.dat'), '--out', file('others')];
    expect(await json(...others)).toMatchObject({ done: 1, failed: [] });
  });
});
