import type { StepEntry } from '../../../src/analysis/document/types';
import { Evaluator } from '../../../src/analysis/evaluate';
import { furtherOutputs, outputOf } from '../../../src/analysis/evaluate/parts';
import { backgroundStep } from '../../../src/analysis/steps/background';
import type { SpectrumValue } from '../../../src/analysis/steps/values';
import type { Spectrum } from '../../../src/science/spectrum';
import { readTableScan, type Scan } from '../../../src/formats';
import { grid, measured, steps as energies } from '../science/synthetic';
import { scanOf } from './scans';

/** A line on a slope, at one incident energy. */
const line: Scan = { ...scanOf(measured(grid([9658], energies(8620, 0.5, 41)))), kind: 'XES' };

async function evaluate(steps: readonly StepEntry[], scan = line) {
  const source = {
    id: 's1',
    key: 'k',
    state: 'ready',
    scan,
    outline: scan,
    error: null
  } as const;
  const recipe = { scans: [{ id: 's1', path: '1.nxs' }], steps };
  const { nodes } = await new Evaluator().evaluate(recipe, new Map([['s1', source]]), {
    demand: 'all',
    signal: new AbortController().signal,
    yield: () => Promise.resolve()
  });
  return (id: string) => {
    const node = nodes.get(id);
    const [item] = node?.items ?? [];
    const value = item?.value;
    return {
      item,
      outcome: node?.outcome,
      spectrum: value?.kind === 'spectrum' ? value.spectrum : null
    };
  };
}

const step = (id: string, name: string, from: StepEntry['from'], parameters = {}): StepEntry => ({
  id,
  step: name,
  from,
  parameters
});
const background = step('bg', 'background', ['s1'], { exclude: [[8626, 8634]] });

describe('a background that joins a wider scan', () => {
  const { energy } = spectrumOf(41);
  const intensity = energy.map(e => 5 + 0.1 * (e - 8620) + Math.exp(-((e - 8630) ** 2)));
  const whole = { energy, intensity, sigma: energy.map(() => 0.01) };
  const inner = (values: Float64Array) => values.slice(5, 36);
  const valueOf = (spectrum: Pick<Spectrum, 'energy' | 'intensity' | 'sigma'>): SpectrumValue => ({
    kind: 'spectrum',
    axis: 'emission',
    spectrum: { ...spectrum, counts: null, monitor: null }
  });

  it('also returns the joined spectrum, with the background over all of it, which is not written', () => {
    const main = valueOf({
      energy: inner(energy),
      intensity: inner(intensity),
      sigma: inner(whole.sigma)
    });
    const wide = valueOf({ ...whole, intensity: intensity.map(value => value / 2) });
    const completed = backgroundStep.complete({ exclude: [[8626, 8634]], join: true });
    const [part] = backgroundStep.applyAll([main, wide], completed);
    expect(part.error).toBeNull();
    expect(Object.keys(part.outputs)).toEqual(['main']);
    expect(furtherOutputs(part)).toEqual([
      { name: 'joined', kind: 'spectrum' },
      { name: 'background', kind: 'spectrum' }
    ]);
    const { scale } = part.numbers;
    expect(scale.value).toBeCloseTo(2, 5);
    expect(scale.sigma).toBeGreaterThan(0);
    const [joined, left] = [outputOf(part, 'joined'), part.outputs.main];
    if (joined?.kind !== 'spectrum' || left.kind !== 'spectrum') {
      throw new Error('no spectra');
    }
    expect([...joined.spectrum.energy]).toEqual([...energy]);
    joined.spectrum.intensity.forEach((value, i) => expect(value).toBeCloseTo(intensity[i], 5));
    // the slope is known, and the background equals it over all of the energies
    joined.columns?.fit.forEach((value, i) =>
      expect(value).toBeCloseTo(5 + 0.1 * (energy[i] - 8620), 4)
    );
    // the remainder is the result of the step
    inner(joined.spectrum.intensity).forEach((value, i) =>
      expect(value - (joined.columns?.fit[i + 5] ?? NaN)).toBeCloseTo(
        left.spectrum.intensity[i],
        12
      )
    );
  });
});

/** Energies from 8620 eV on, in steps of half an eV. */
function spectrumOf(count: number): { energy: Float64Array } {
  return { energy: Float64Array.from({ length: count }, (_, i) => 8620 + i / 2) };
}

describe('an additional output of a step', () => {
  it('is an input like the result: the subtracted background, and the remainder, are the curve', async () => {
    const found = await evaluate([
      background,
      step('raw', 'spectrum', ['s1']),
      step('under', 'smooth', [{ id: 'bg', output: 'background' }], { window: 3, order: 1 })
    ]);
    const { item, spectrum } = found('under');
    expect(item?.key).toBe('under/bg#background/s1');
    const whole = found('raw').spectrum;
    const left = found('bg').spectrum;
    expect(spectrum?.energy).toEqual(whole?.energy);
    // smoothing preserves a straight line
    spectrum?.intensity.forEach((value, i) => {
      const expected = (whole?.intensity[i] ?? NaN) - (left?.intensity[i] ?? NaN);
      expect(value / expected).toBeCloseTo(1, 8);
    });
    expect(spectrum?.sigma.every(Number.isNaN)).toBe(true);
  });

  it('is named if a step requests a missing one', async () => {
    const found = await evaluate([
      background,
      step('under', 'smooth', [{ id: 'bg', output: 'fit' }], { window: 3, order: 1 })
    ]);
    expect(found('under').item?.error?.message).toBe(
      'Step "bg" gives no "fit": name one of its outputs (background), or none for its result.'
    );
  });
});

describe('the curves of one table', () => {
  const table = readTableScan('emission_eV,first,Kβ/2\n8630,1,10\n8631,2,20\n8632,3,30\n');

  it('are inputs by their names, and by default the first', async () => {
    const all = { window: 3, order: 1 };
    const found = await evaluate(
      [
        step('raw', 'smooth', ['s1'], all),
        step('named', 'smooth', [{ id: 's1', channel: 'Kβ/2' }], all),
        step('none', 'smooth', [{ id: 's1', channel: 'third' }], all)
      ],
      table
    );
    expect([...(found('raw').spectrum?.intensity ?? [])][1]).toBeCloseTo(2, 10);
    expect([...(found('named').spectrum?.intensity ?? [])][1]).toBeCloseTo(20, 10);
    expect(found('none').item?.error?.message).toContain('it has first and Kβ/2');
  });
});
