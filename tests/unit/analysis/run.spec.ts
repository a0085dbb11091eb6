import { digests } from '../../../src/analysis/digests';
import { recipeSteps, run, type NamedScan } from '../../../src/analysis/run';
import { emptyDocument, type StepEntry } from '../../../src/analysis';
import { cut } from '../../../src/science/cuts';
import { scanMap } from '../../../src/science/grid';
import { grid, measured, steps as energies } from '../science/synthetic';
import { scanOf } from './scans';

const points = measured(grid(energies(9658, 0.3, 4), energies(8630, 0.3, 5)));

const scan = scanOf(points);
const scans: NamedScan[] = [{ name: 'one', scan }];

const recipe = (...steps: StepEntry[]) => ({ ...emptyDocument(), steps });
const herfd: StepEntry = { id: 'herfd', step: 'cut', parameters: { type: 'CEE', at: 8630.6 } };

describe('run', () => {
  it('gives what the functions give, to the bit', () => {
    const [result] = run(recipe(herfd), scans);
    const map = scanMap(scan, scan.channels[0]);
    const known = cut(map, { type: 'CEE', at: 8630.6, width: 0.3 });
    expect(result.error).toBeNull();
    expect(result.values).toEqual([
      {
        kind: 'spectrum',
        name: 'one',
        axis: 'incident',
        spectrum: known
      }
    ]);
    expect(result.parameters).toMatchObject({ type: 'CEE', at: 8630.6, width: null });
  });

  it('works on the step before, or on those that are named', () => {
    const map: StepEntry = { id: 'map', step: 'map', parameters: {} };
    const emission: StepEntry = {
      id: 'xes',
      step: 'cut',
      from: ['map'],
      parameters: { type: 'CIE', at: 9658.3 }
    };
    const results = run(recipe(map, herfd, emission), scans);
    expect(results.map(({ from }) => from)).toEqual([['scans'], ['map'], ['map']]);
    expect(results.map(({ error }) => error)).toEqual([null, null, null]);
  });

  it('does the cuts of the view too, through the arm that is shown', () => {
    const document = recipe({ id: 'cut-1', step: 'spectrum', parameters: {} });
    document.cuts = [{ type: 'CIE', at: 9658, width: 0.5 }];
    document.view = { ...document.view, channel: 'upper' };
    expect(recipeSteps(document)).toEqual([
      {
        id: 'cut-1-of-view',
        step: 'cut',
        from: ['scans'],
        parameters: { type: 'CIE', at: 9658, width: 0.5, channel: 'upper' }
      },
      { id: 'cut-1', step: 'spectrum', from: ['scans'], parameters: {} }
    ]);
  });

  it('lets a failing step fail alone, with those that work on it', () => {
    const lost: StepEntry = { ...herfd, id: 'lost', parameters: { type: 'CEE', at: 1 } };
    const after: StepEntry = { ...herfd, id: 'after', from: ['lost'] };
    const good: StepEntry = { ...herfd, id: 'good', from: ['scans'] };
    const results = run(recipe(lost, after, good), scans);
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([
      'cut/empty',
      'step/skipped',
      null
    ]);
  });

  it.each([
    ['step/unknown', { ...herfd, step: 'of later' }],
    ['step/parameter', { ...herfd, parameters: { type: 'CEE' } }],
    ['step/parameter', { ...herfd, parameters: { type: 'CEE', at: 8630, wide: 1 } }],
    ['scan/channel-missing', { ...herfd, parameters: { type: 'CEE', at: 8630, channel: 'lower' } }],
    ['step/skipped', { ...herfd, from: ['nothing'] }]
  ])('says %s', (code, step) => {
    expect(run(recipe(step), scans)[0].error).toMatchObject({ code });
  });

  it('says so where there is nothing to work on', () => {
    expect(run(recipe(herfd), [])[0].error).toMatchObject({ code: 'step/input' });
  });

  it('has digests that tell whether the same was made again', () => {
    const first = digests(run(recipe(herfd), scans));
    expect(first).toEqual([
      {
        step: 'herfd',
        name: 'one',
        kind: 'spectrum',
        points: 4,
        sha256: expect.any(String) as string
      }
    ]);
    expect(digests(run(recipe(herfd), scans))).toEqual(first);
    const other = { ...herfd, parameters: { type: 'CEE', at: 8630.9 } };
    expect(digests(run(recipe(other), scans))[0].sha256).not.toBe(first[0].sha256);
  });
});
