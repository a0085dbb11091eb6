import { digests, isAsRecorded, recorded } from '../../../src/analysis/digests';
import type { ScanEntry, StepEntry } from '../../../src/analysis/document/types';
import { run, type NamedScan } from '../../../src/analysis/run';
import { cut } from '../../../src/science/cuts';
import { XESError } from '../../../src/base/errors';
import { scanMap } from '../../../src/science/grid';
import { grid, measured, steps as energies } from '../science/synthetic';
import { scanOf } from './scans';

const points = measured(grid(energies(9658, 0.3, 4), energies(8630, 0.3, 5)));
const scan = scanOf(points);
const line = { ...scanOf(measured(grid([9658], energies(8630, 0.3, 5)))), kind: 'XES' as const };
const scans: NamedScan[] = [{ name: 'one', scan }];

const recipe = (...steps: StepEntry[]) => ({ scans: [] as ScanEntry[], steps });
const herfd: StepEntry = {
  id: 'herfd',
  step: 'cut',
  from: ['scans'],
  parameters: { type: 'CEE', at: 8630.6 }
};

describe('run', () => {
  it('names what the functions return, to the bit', async () => {
    const [result] = await run(recipe(herfd), scans);
    const map = scanMap(scan, scan.channels[0]);
    const known = cut(map, { type: 'CEE', at: 8630.6, width: 0.3 });
    expect(result.error).toBeNull();
    expect(result.values).toEqual([
      { kind: 'spectrum', name: 'one', axis: 'incident', spectrum: known }
    ]);
    expect(result.items.map(({ key }) => key)).toEqual(['herfd/one']);
    expect(result.parameters).toMatchObject({ type: 'CEE', at: 8630.6, width: null });
  });

  it('lets a failing step fail alone, with its dependents', async () => {
    const lost: StepEntry = { ...herfd, id: 'lost', parameters: { type: 'CEE', at: 1 } };
    const after: StepEntry = { ...herfd, id: 'after', from: ['lost'] };
    const good: StepEntry = { ...herfd, id: 'good' };
    const results = await run(recipe(lost, after, good), scans);
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([
      'cut/empty',
      'step/skipped',
      null
    ]);
  });

  it('names which of several inputs failed, and returns the others', async () => {
    const named = [
      { name: 'map', scan, id: 's1' },
      { name: 'line', scan: line, id: 's2' }
    ];
    const steps: StepEntry[] = [
      { ...herfd, from: ['s1', 's2'] },
      { id: 'mean', step: 'average', from: ['herfd'], parameters: {} }
    ];
    const [cuts, mean] = await run(recipe(...steps), named);
    expect(cuts.error).toBeNull();
    expect(cuts.values.map(({ name }) => name)).toEqual(['map']);
    expect(cuts.failures).toMatchObject([{ key: 'herfd/line', error: { code: 'scan/not-a-map' } }]);
    expect(cuts.failures[0].error.message).toContain('"line" is a spectrum');
    expect(mean.error).toMatchObject({ code: 'step/input-failed' });
    expect(mean.error?.message).toContain('"line" failed');
  });

  it('has references where steps name them, whatever the samples are', async () => {
    const reference: ScanEntry = { id: 'r', path: 'r.nxs', role: 'reference' };
    const own = { ...herfd, id: 'own', from: ['r'] };
    const all = { scans: [reference], steps: [herfd, own] };
    const results = await run(all, [...scans, { name: 'standard', scan, id: 'r' }]);
    expect(results.map(({ values }) => values.map(({ name }) => name))).toEqual([
      ['one'],
      ['standard']
    ]);
  });

  it('computes what it can if a scan could not be read', async () => {
    const error = new XESError('file/unreadable', 'b.nxs: Permission denied.');
    const two: NamedScan[] = [...scans, { name: 'b', id: 's2', scan: null, error }];
    const mean: StepEntry = { id: 'mean', step: 'average', from: ['herfd'], parameters: {} };
    const [cuts, average] = await run(recipe(herfd, mean), two);
    expect(cuts.error).toBeNull();
    expect(cuts.values).toEqual((await run(recipe(herfd), scans))[0].values);
    expect(cuts.failures).toMatchObject([{ key: 'herfd/b', error }]);
    expect(average.error?.code).toBe('step/input-failed');
    expect(average.error?.message).toContain('b.nxs: Permission denied.');
  });

  it('stops if interrupted before a computation', async () => {
    const check = () => {
      throw new Error('stop');
    };
    await expect(run(recipe(herfd), scans, { check })).rejects.toThrow('stop');
  });
});

describe('digests of a run', () => {
  it('show whether the results are reproduced', async () => {
    const first = digests(await run(recipe(herfd), scans));
    expect(first).toEqual([
      {
        ref: { id: 'herfd', only: ['herfd/one'] },
        step: 'herfd',
        name: 'one',
        kind: 'spectrum',
        points: 4,
        sha256: expect.any(String) as string
      }
    ]);
    expect(isAsRecorded(digests(await run(recipe(herfd), scans)), recorded(first))).toBe(true);
    const other = { ...herfd, parameters: { type: 'CEE', at: 8630.9 } };
    expect(isAsRecorded(digests(await run(recipe(other), scans)), recorded(first))).toBe(false);
  });
});
