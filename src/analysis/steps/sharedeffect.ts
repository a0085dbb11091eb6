import type { SharedDeviation } from '../../science/uncertainty/model.js';
import type { StepPart } from './part.js';
import { withFurther } from './sharedvalues.js';
import type { NumberResult, TableValue, Value } from './values.js';

/**
 * A step's result with a deviation at +σ and at −σ, or a fraction of it; absent if there is none.
 */
export interface Effect {
  readonly id: string;
  /** By how many σ the inputs were moved. */
  readonly probe: number;
  readonly up?: StepPart;
  readonly down?: StepPart;
}

/**
 * A part with the effect of a deviation added.
 * @param made the part with the effects of other deviations.
 * @param plain the part without any of them.
 */
export function effectOn(made: StepPart, plain: StepPart, effect: Effect): StepPart {
  const { probe, up, down } = effect;
  const values = (name: 'outputs' | 'aside') =>
    Object.fromEntries(
      Object.entries(made[name] ?? {}).map(([key, value]) => {
        const [zero, above, below] = [plain, up, down].map(part => part?.[name]?.[key]);
        return [key, valueWith(value, effect, zero, above ?? zero, below ?? zero)];
      })
    );
  const numbers = Object.entries(made.numbers).map(([key, number]) => {
    const at = (part: StepPart | undefined) => part?.numbers[key]?.value;
    const zero = plain.numbers[key].value;
    return [key, numberWith(number, changeOf(probe, zero, at(up), at(down)))] as const;
  });
  return {
    ...made,
    outputs: values('outputs'),
    ...(made.aside ? { aside: values('aside') } : {}),
    numbers: Object.fromEntries(numbers)
  };
}

/** The change for +1σ: from one direction alone if the other has no result. */
function changeOf(probe: number, zero: number, up = NaN, down = NaN): number {
  const both = (up - down) / 2;
  const moved = Number.isFinite(both) ? both : Number.isFinite(up) ? up - zero : zero - down;
  return moved / probe;
}

function numberWith(number: NumberResult, change: number): NumberResult {
  return number.sigma === null || !Number.isFinite(change)
    ? number
    : { ...number, sigma: Math.hypot(number.sigma, change) };
}

function valueWith(
  value: Value,
  { id, probe }: Effect,
  zero: Value | undefined,
  up: Value | undefined,
  down: Value | undefined
): Value {
  if (zero?.kind === 'spectrum' && up?.kind === 'spectrum' && down?.kind === 'spectrum') {
    const { energy } = zero.spectrum;
    const [high, low] = [up, down].map(({ spectrum }) => placesOf(energy, spectrum.energy));
    const changed = (name: 'energy' | 'intensity') =>
      changes(
        probe,
        zero.spectrum[name],
        i => up.spectrum[name][high[i]],
        i => down.spectrum[name][low[i]]
      );
    return withFurther(value, deviations(id, changed('energy'), changed('intensity')));
  }
  if (zero?.kind === 'map' && up?.kind === 'map' && down?.kind === 'map') {
    const changed = changes(
      probe,
      zero.map.intensity,
      i => up.map.intensity[i],
      i => down.map.intensity[i]
    );
    return withFurther(value, deviations(id, null, changed));
  }
  return value.kind === 'table' && up?.kind === 'table' && down?.kind === 'table'
    ? tableWith(value, probe, up, down)
    : value;
}

/** Changes of values (n); null if they are within rounding. */
function changes(
  probe: number,
  zero: Float64Array,
  up: (i: number) => number,
  down: (i: number) => number
): Float64Array | null {
  const changed = zero.map((value, i) => {
    const change = changeOf(probe, value, up(i), down(i));
    return Number.isFinite(change) ? change : 0;
  });
  let [largest, scale] = [0, 0];
  for (let i = 0; i < zero.length; i++) {
    largest = Math.max(largest, Math.abs(changed[i]));
    scale = Math.max(scale, Math.abs(zero[i]) || 0);
  }
  return largest * probe > 1e-12 * scale ? changed : null;
}

function deviations(
  id: string,
  energy: Float64Array | null,
  intensity: Float64Array | null
): SharedDeviation[] {
  return energy || intensity
    ? [{ id, ...(energy ? { energy } : {}), ...(intensity ? { intensity } : {}) }]
    : [];
}

/**
 * For each point the index of the nearest of others; −1 if none is within half a step, as the point
 * has left a range.
 */
function placesOf(energies: Float64Array, others: Float64Array): Int32Array {
  const n = energies.length;
  if (n === others.length && others.every((_, i) => isNearest(energies[i], others, i))) {
    return Int32Array.from(energies.keys());
  }
  const step = Math.abs(energies[n - 1] - energies[0]) / Math.max(n - 1, 1);
  return Int32Array.from(energies, energy => {
    let best = -1;
    let least = step / 2;
    others.forEach((other, k) => {
      if (Math.abs(other - energy) < least) {
        [best, least] = [k, Math.abs(other - energy)];
      }
    });
    return best;
  });
}

/** Whether neither neighbour is nearer to an energy. */
function isNearest(energy: number, others: Float64Array, i: number): boolean {
  const off = (k: number) => Math.abs(others[k] - energy);
  return !(off(i - 1) < off(i)) && !(off(i + 1) < off(i));
}

/** A table with one row per input: σ of its columns. */
function tableWith(value: TableValue, probe: number, up: TableValue, down: TableValue): TableValue {
  const panels = value.series?.panels ?? [];
  return {
    ...value,
    columns: value.columns.map(column => {
      const of = panels.find(({ sigma }) => sigma === column.name)?.column;
      const [item, other] = [up, down].map(
        ({ columns }) => columns.find(({ name }) => name === of)?.values
      );
      const { values } = column;
      return values instanceof Float64Array &&
        item instanceof Float64Array &&
        other instanceof Float64Array
        ? {
            ...column,
            values: values.map((s, i) => Math.hypot(s, (item[i] - other[i]) / (2 * probe)))
          }
        : column;
    })
  };
}
