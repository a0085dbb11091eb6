import { perMonitor } from '../../science/intensityunit.js';
import type { PreviewPlan, Run } from '../preview.js';
import type { Tree } from '../tree.js';
import { energyUnit } from '../units.js';
import type { ArrayRule, TreeRules, ValueKind } from './types.js';

/** Scans with fewer points are read as quickly as a preview. */
const leastPoints = 2 ** 17;

/**
 * Positions of rows sampled to check that the incident energy has even steps, as fractions of all
 * rows.
 */
const places = [0, 0.25, 0.5, 0.75, 1];

/**
 * What to read of a large map for a first picture: the stored ratio to the monitor, the first two
 * rows and the last row of the emission energy, and the incident energy, a readback, at the ends of
 * five rows.
 * @param entry absolute path of the entry
 * @returns null if it is not a large map, or has another layout: there is no preview then.
 */
export function schemaPreviewPlan(tree: Tree, rules: TreeRules, entry: string): PreviewPlan | null {
  const at = (rule: ArrayRule | null | undefined) => {
    const path = rule?.paths[0];
    return path === undefined ? null : path.startsWith('/') ? path : `${entry}/${path}`;
  };
  const incidentJitter = rules.incident?.jitter ?? 0;
  for (const channel of rules.channels) {
    const valueRule = (kind: ValueKind) => channel.values.find(one => one.kind === kind)?.rule;
    const [emission, incident, intensity] = [
      at(channel.emission),
      at(rules.incident),
      at(valueRule('ratio'))
    ];
    if (emission === null || incident === null || intensity === null || incidentJitter === 0) {
      continue;
    }
    const counted = [at(rules.monitor), at(valueRule('counts'))].filter(path => path !== null);
    const shape = commonShape(tree, [emission, incident, ...counted, intensity]);
    const isPlain =
      isInElectronVolts(tree, emission, channel.emission) &&
      isInElectronVolts(tree, incident, rules.incident);
    if (shape && isPlain) {
      const [rows, length] = shape;
      const n = rows * length;
      return {
        runs: [
          { path: intensity, from: 0, to: n },
          { path: emission, from: 0, to: 2 * length },
          { path: emission, from: n - length, to: n },
          ...sampledRows(rows).map(row => endsAround(incident, row * length, n))
        ],
        make: ([values, first, last, ...readings]) => {
          const incidentValues = evenSteps(rows, readings, incidentJitter);
          const emissionValues = sameRow(length, first, last);
          return (
            incidentValues &&
            emissionValues && {
              channel: channel.name,
              incident: { values: incidentValues, run: length, length: n },
              emission: { values: emissionValues, run: 1, length: n },
              intensity: values,
              unit: perMonitor,
              incidentJitter
            }
          );
        }
      };
    }
  }
  return null;
}

/** The common shape of these datasets, if it is that of a large map: rows × points of a row. */
function commonShape(tree: Tree, paths: readonly string[]): readonly [number, number] | null {
  const shapes = paths.map(path => tree.shape(path));
  const [rows, length, ...others] = shapes[0] ?? [];
  const isMap = rows >= 2 * places.length && length > 1 && others.length === 0;
  const isCommon = shapes.every(shape => shape?.join() === shapes[0]?.join());
  return isMap && isCommon && rows * length >= leastPoints ? [rows, length] : null;
}

function isInElectronVolts(tree: Tree, path: string, rule: ArrayRule | null): boolean {
  const unit = energyUnit(tree.attribute(path, 'units') ?? rule?.unit ?? null);
  const isPlain = rule?.scale === 1 && rule.spacing === null;
  return isPlain && unit.kind === 'energy' && unit.factor === 1;
}

/** Starts of the sampled rows; the last is the end of the last row. */
function sampledRows(rows: number): number[] {
  return places.map(place => Math.round(place * rows));
}

/** The readings on both sides of the start of a row. */
function endsAround(path: string, at: number, n: number): Run {
  return { path, from: Math.max(at - 1, 0), to: Math.min(at + 1, n) };
}

/**
 * An energy for each row, if the sampled rows show even steps larger than the jitter.
 * @param readings at the ends of these rows; of the first row its first reading, of the last row
 * its last.
 */
function evenSteps(
  rows: number,
  readings: readonly Float64Array[],
  jitter: number
): Float64Array | null {
  const [first] = readings[0];
  const [last] = readings[readings.length - 1];
  const step = (last - first) / (rows - 1);
  const values = Float64Array.from({ length: rows }, (_, row) => first + row * step);
  const begins = sampledRows(rows);
  const isEven = readings.every((ends, k) => {
    const around = ends.length === 2 ? [begins[k] - 1, begins[k]] : [k === 0 ? 0 : rows - 1];
    return around.every((row, end) => Math.abs(ends[end] - values[row]) < jitter);
  });
  const isPositive = Math.min(first, last) > 0;
  return isEven && isPositive && Math.abs(step) > jitter ? values : null;
}

/** The energies of a row, if the first two rows and the last are equal, ascending or descending. */
function sameRow(length: number, first: Float64Array, last: Float64Array): Float64Array | null {
  const row = first.slice(0, length);
  const direction = Math.sign(row[1] - row[0]);
  const isMonotonic = row.every((energy, k) => k === 0 || (energy - row[k - 1]) * direction > 0);
  const isSame = last.every((energy, k) => energy === row[k] && energy === first[length + k]);
  return isMonotonic && isSame && Math.min(row[0], row[length - 1]) > 0 ? row : null;
}
