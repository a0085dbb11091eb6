import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { basesIn, damagedFiles, filesOf, readFiles } from '../../../bench/fuzz/bases';
import { isWrong, judge } from '../../../bench/fuzz/judge';
import { isHdf5Spent } from '../../../src/io/h5library';

const root = resolve(__dirname, '../../..');
const python = join(root, '.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

/** Damaged copies of each scan; `npm run fuzz` reads thousands, with a watchdog. */
const copies = 20;

describeMade('damaged scans (skipped without .venv: npm run setup)', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-fuzz-'));
    execFileSync(python, [join(root, 'bench/fuzz/make_bases.py'), folder]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('open right, open in part with a warning, or are refused with a code', async () => {
    const names = basesIn(folder);
    expect(names.length).toBeGreaterThan(10);
    const verdicts = new Set<string>();
    const bad: unknown[] = [];
    let wasSpent = false;
    expect(isHdf5Spent()).toBe(false);
    for (const name of names) {
      const whole = filesOf(join(folder, name));
      const sound = await readFiles(whole);
      for (let seed = 1; seed <= copies; seed++) {
        const { files, how } = damagedFiles(whole, seed);
        const verdict = await judge(files, sound);
        verdicts.add(verdict);
        wasSpent ||= isHdf5Spent();
        if (isWrong(verdict, name.startsWith('strict'))) {
          bad.push({ name, seed, how, verdict });
        }
      }
    }
    expect(bad).toEqual([]);
    // HDF5 and its plugins may write out of bounds: a worker would be ended
    expect(wasSpent).toBe(true);
    // the damage is neither too little nor too much to show anything
    expect([...verdicts]).toEqual(
      expect.arrayContaining(['same', 'other numbers', 'refused: file/truncated'])
    );
  }, 300_000); // all of them, on a busy machine
});
