import { run, type NamedScan, type StepResult } from '../../../../src/analysis/run';
import type { StepEntry } from '../../../../src/analysis/document/types';
import type { Named } from '../../../../src/analysis/naming';
import type { Scan } from '../../../../src/formats';
import { pointValues } from '../../../../src/science/pointaxis';

/** All numbers of a result by name: arrays unchanged, single ones as arrays of one. */
export type Flat = ReadonlyMap<string, ArrayLike<number>>;

/** The result of the last of some steps on scans. */
export async function flatResult(
  scans: Readonly<Record<string, Scan>>,
  steps: readonly StepEntry[]
): Promise<Flat> {
  const named = Object.entries(scans).map(([id, scan]): NamedScan => ({ name: id, id, scan }));
  const results = await run({ scans: [], steps }, named);
  const last = results[results.length - 1];
  if (last.error) {
    throw last.error;
  }
  return flat(last);
}

function flat({ numbers, values }: StepResult): Flat {
  const all = new Map<string, ArrayLike<number>>();
  for (const [name, { value, sigma }] of Object.entries(numbers)) {
    all.set(name, [value]);
    all.set(`${name} σ`, [sigma ?? NaN]);
  }
  values.forEach((value, i) =>
    arraysOf(value).forEach(([name, array]) => all.set(`${i}.${name}`, array))
  );
  return all;
}

function arraysOf(value: Named): [string, ArrayLike<number>][] {
  switch (value.kind) {
    case 'spectrum': {
      const { energy, intensity, sigma } = value.spectrum;
      const columns = Object.entries(value.columns ?? {});
      return [['energy', energy], ['intensity', intensity], ['sigma', sigma], ...columns];
    }
    case 'map': {
      const { incident, emission, intensity, sigma } = value.map;
      return [
        ['incident', incident],
        ['emission', emission],
        ['intensity', intensity],
        ['sigma', sigma]
      ];
    }
    case 'scan': {
      // points of a scan are in the order of its file
      const [{ emission, intensity, sigma }] = value.scan.channels;
      const energies = pointValues(emission);
      const order = [...energies.keys()].sort((a, b) => energies[a] - energies[b]);
      const sorted = (values: Float64Array) => order.map(i => values[i]);
      return [
        ['energy', sorted(energies)],
        ['intensity', sorted(intensity)],
        ['sigma', sigma ? sorted(sigma) : []]
      ];
    }
    case 'table':
      return value.columns.flatMap(({ name, values }): [string, ArrayLike<number>][] =>
        values instanceof Float64Array ? [[name, values]] : []
      );
  }
}

/**
 * How a number may follow from that of the other result: one of these ways, the same for a whole
 * array.
 */
export type Ways = readonly ((value: number) => number)[];

/** For exact numbers σ is the root of the rounding error. */
const rounding = 1e-6;

/** Energies, which are compared in eV. */
const inElectronvolts = new Set(['0.energy', '0.incident', '0.emission']);

/**
 * Numbers of a result that do not follow from another in any of these ways, within a share of the
 * largest number of its array (of a number with a σ at most a thousand times that, of energies 1
 * eV): a sentence each.
 */
export function departures(base: Flat, other: Flat, ways: Ways, share: number): string[] {
  const keys = new Set([...base.keys(), ...other.keys()]);
  return [...keys].flatMap(key => {
    const [one, two] = [base.get(key), other.get(key)];
    if (one?.length !== two?.length) {
      return [`${key}: ${one?.length ?? 'no'} values, then ${two?.length ?? 'none'}`];
    }
    const values = Array.from(one ?? []);
    const own = base.get(key.replace(/ σ$/, ''));
    const exact = rounding * largest(Array.from(own ?? []));
    const least = /σ$|\.sigma$/.test(key) ? exact : 0;
    const [sigma] = Array.from(base.get(`${key} σ`) ?? []);
    const most = inElectronvolts.has(key) ? 1 : sigma > exact ? 1e3 * sigma : Infinity;
    const off = Math.min(...ways.map(way => worst(values.map(way), two ?? [], { least, most })));
    return off <= share ? [] : [`${key} off by ${off.toPrecision(2)}`];
  });
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
}

function worst(
  expected: readonly number[],
  found: ArrayLike<number>,
  { least, most: largestSize }: { least: number; most: number }
): number {
  const size = Math.min(largest(expected), largestSize) || 1;
  return expected.reduce((most, value, i) => {
    const isBothMissing = !Number.isFinite(value) && !Number.isFinite(found[i]);
    const off = isBothMissing ? 0 : Math.max(Math.abs(value - found[i]) - least, 0) / size;
    return Number.isNaN(off) ? Infinity : Math.max(most, off);
  }, 0);
}
