import type { Named } from '../../src/analysis/naming.js';
import type { StepResult } from '../../src/analysis/run.js';
import type { NumberResult } from '../../src/analysis/steps/values.js';
import type { Spectrum } from '../../src/science/spectrum.js';

/** A number of a result. */
export interface Observation {
  readonly value: number;
  readonly sigma: number | null;
}

/** The numbers of a result by name. */
export type Observations = ReadonlyMap<string, Observation>;

/** Numbers that are statistics or facts, and have no σ. */
const withoutSigma =
  /(^|\.)(chisqr|redchi|redchiShifted|noiseBias|origin|scans|levels|lines|spikes|(area|m1|iad)_(z|redchi|changed))$/;

/** Positions of the examined points: energies of a curve, indices of a map's cells. */
export interface Places {
  readonly points: readonly number[];
  readonly cells: readonly number[];
}

/**
 * With fewer counts at the maximum only its upper half is examined: σ of a point with less than one
 * count is √max(N, 1), by definition.
 */
const lowCounts = 10;

/** Positions at the maximum, on a flank and in a tail of the true curve. */
export function placesIn(value: Named | undefined, level: number): Places {
  const curve = value && curveOf(value);
  if (curve) {
    const { energy, intensity } = curve;
    return { points: placesOf(intensity, level).map(i => energy[i]), cells: [] };
  }
  return value?.kind === 'map'
    ? { points: [], cells: placesOf(value.map.intensity, level) }
    : { points: [], cells: [] };
}

function placesOf(intensity: Float64Array, level: number): number[] {
  const top = highest(intensity);
  const flank = Math.max(top - 1 - reversed(intensity.subarray(0, top), 0.6 * intensity[top]), 0);
  const tail = intensity.length - 3;
  const all = [...new Set([top, flank, tail])].filter(i => Number.isFinite(intensity[i]));
  return level < lowCounts ? all.filter(i => intensity[i] > intensity[top] / 2) : all;
}

/** Number of points before the end at which a flank falls below a height. */
function reversed(flank: Float64Array, height: number): number {
  return [...flank].reverse().findIndex(value => value < height);
}
/** The curve of a value; for a scan that of its first arm. */
export function curveOf(value: Named): Pick<Spectrum, 'energy' | 'intensity' | 'sigma'> | null {
  if (value.kind === 'spectrum') {
    return value.spectrum;
  }
  if (value.kind !== 'scan') {
    return null;
  }
  const { emission, intensity, sigma } = value.scan.channels[0];
  return emission instanceof Float64Array && sigma ? { energy: emission, intensity, sigma } : null;
}

function highest(values: Float64Array): number {
  return values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
}

/**
 * The numbers of a result, single points and cells, and for a table without such numbers its
 * columns.
 */
export function observe({ numbers, values }: StepResult, places: Places): Observations {
  const own = Object.entries(numbers).filter(([name]) => !withoutSigma.test(name));
  const hasSigma = own.some(([, { sigma }]) => sigma !== null);
  return new Map([
    ...own.map(([name, { value, sigma }]): [string, Observation] => [name, { value, sigma }]),
    ...values
      .slice(0, 1)
      .flatMap(value =>
        value.kind === 'table' ? (hasSigma ? [] : columnsOf(value)) : pointsOf(value, places)
      )
  ]);
}

/** The area computed from a result. */
export function observeArea(numbers: Readonly<Record<string, NumberResult>>): Observations {
  return new Map(Object.entries(numbers).map(([name, result]) => [`${name} over a part`, result]));
}

function pointsOf(value: Named, { points, cells }: Places): [string, Observation][] {
  const curve = curveOf(value);
  if (curve) {
    return points.flatMap((at): [string, Observation][] => {
      const i = nearest(curve.energy, at);
      return i < 0
        ? []
        : [[`point at ${at.toFixed(2)}`, { value: curve.intensity[i], sigma: curve.sigma[i] }]];
    });
  }
  if (value.kind === 'map') {
    const { intensity, sigma } = value.map;
    return cells.map(i => [`cell ${i}`, { value: intensity[i], sigma: sigma[i] }]);
  }
  return [];
}

/** The sum of each column: results computed from energies alone are exact. */
function columnsOf({ columns }: Extract<Named, { kind: 'table' }>): [string, Observation][] {
  return columns.flatMap(({ name, values }): [string, Observation][] =>
    values instanceof Float64Array
      ? [[`column ${name}`, { value: values.reduce((sum, x) => sum + x, 0), sigma: null }]]
      : []
  );
}

/** Index of the point at an energy, within a third of a step; −1 if it was excluded. */
function nearest(energy: Float64Array, at: number): number {
  const i = energy.reduce(
    (best, e, k) => (Math.abs(e - at) < Math.abs(energy[best] - at) ? k : best),
    0
  );
  const step = Math.abs(energy[energy.length - 1] - energy[0]) / (energy.length - 1);
  return Math.abs(energy[i] - at) <= step / 3 ? i : -1;
}
