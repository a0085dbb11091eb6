import { emptyDocument, writeDocument } from '../../../src/analysis/document/index';
import type { StepEntry } from '../../../src/analysis/document/types';
import type { NamedScan } from '../../../src/analysis/run';
import { measured } from '../science/synthetic';
import { scanOf } from './scans';

/*
 * One analysis and its scans, the same on every machine: the points are computed with + − × ÷
 * alone, so that differences between two machines are the engine's.
 */

const entry = (
  id: string,
  step: string,
  parameters: StepEntry['parameters'] = {},
  ...from: string[]
): StepEntry => ({ id, step, from, parameters });

/** Steps whose arrays are computed with + − × ÷ √ alone: the same to the bit on every machine. */
const exact: readonly StepEntry[] = [
  entry('map', 'map', {}, 'scans'),
  entry('xes', 'cut', { type: 'CIE', at: 9660, width: 1 }, 'map'),
  entry('herfd', 'cut', { type: 'CEE', at: 8638.9, width: 0.6, value: 'sum' }, 'map'),
  entry('constant-transfer', 'cut', { type: 'CET', at: 1021, width: 0.6 }, 'map'),
  entry('yield', 'totalYield', {}, 'map'),
  entry('average', 'average', {}, 'xes'),
  entry('weighted', 'average', { weights: [1, 0.5] }, 'xes'),
  entry('area', 'normalise', { by: 'area', range: [8634, 8644] }, 'average'),
  entry('bins', 'rebin', { width: 0.9 }, 'average'),
  entry('rest', 'difference', {}, 'average', 'weighted')
];

/** Steps that use exp, pow, log or a polynomial's fit of the engine: the same within 1e-12. */
const close: readonly StepEntry[] = [
  entry('smooth', 'smooth', { window: 5, order: 2 }, 'average'),
  entry('background', 'background', { model: 'linear', exclude: [[8635, 8643]] }, 'average'),
  entry('fit', 'fit', { model: 'lorentzian+linear' }, 'average')
];

/** Ids of the steps that are exact. */
export const exactIds = exact.map(({ id }) => id);

/** The analysis in the form of its file. */
export function fixedText(): string {
  return writeDocument({ ...emptyDocument(), steps: [...exact, ...close] });
}

/** Two scans of a map with an edge and a line, the second a little lower, with jittering Ω. */
export function fixedScans(): NamedScan[] {
  return [0, 1].map(k => ({
    name: `fixed ${k + 1}`,
    scan: scanOf({ ...measured(points(k)), incidentJitter: 0.015 })
  }));
}

function points(k: number): [number, number, number, number][] {
  return Array.from({ length: 17 * 41 }, (_, n) => {
    const [j, i] = [(n - (n % 41)) / 41, n % 41];
    const [omega, emission] = [9658 + 0.3 * j, 8633 + 0.3 * i];
    const [u, v] = [(omega - 9660) / 0.8, (emission - 8638.9) / 1.3];
    const edge = u < 0 ? 0.1 : 0.1 + u / (1 + u);
    const counts = 200 + (30000 - 900 * k) * (edge / (1 + v * v)) + ((n * 7919 + 31 * k) % 101);
    const jitter = 0.001 * ((n * 31) % 5);
    return [omega + jitter, emission, counts - (counts % 1), 600000 + 1000 * ((n * 7 + k) % 13)];
  });
}
