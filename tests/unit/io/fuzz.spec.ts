import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isWrong, judge } from '../../../bench/fuzz/judge';
import { mutated } from '../../../bench/fuzz/mutations';
import { isHdf5Spent } from '../../../src/io/h5file';
import { nodePlugins } from '../../../src/io/nodeplugins';
import { openScan } from '../../../src/io/openscan';
import { BufferSource } from '../../../src/io/source';

const root = resolve(__dirname, '../../..');
const python = join(root, '.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

/** Damaged copies of each scan; `npm run fuzz` reads thousands, with a watchdog. */
const copies = 40;

describeMade('damaged scans (skipped without .venv: npm run setup)', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-fuzz-'));
    execFileSync(python, [join(root, 'bench/fuzz/make_bases.py'), folder]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('open right, open in part with a warning, or are refused with a code', async () => {
    const names = readdirSync(folder).filter(name => name.endsWith('.h5'));
    expect(names.length).toBeGreaterThan(10);
    const verdicts = new Set<string>();
    const bad: unknown[] = [];
    expect(isHdf5Spent()).toBe(false);
    for (const name of names) {
      const whole = new Uint8Array(readFileSync(join(folder, name)));
      const { scan } = await openScan(new BufferSource(whole), name, { plugins: nodePlugins });
      for (let seed = 1; seed <= copies; seed++) {
        const { bytes, how } = mutated(whole, seed);
        const verdict = await judge(bytes, scan, nodePlugins);
        verdicts.add(verdict);
        if (isWrong(verdict, name.startsWith('strict'))) {
          bad.push({ name, seed, how, verdict });
        }
      }
    }
    expect(bad).toEqual([]);
    // some plugins write where they should not: a worker would be ended
    expect(isHdf5Spent()).toBe(true);
    // the damage is neither too little nor too much to show anything
    expect([...verdicts]).toEqual(
      expect.arrayContaining(['same', 'other numbers', 'refused: file/truncated'])
    );
  });
});
