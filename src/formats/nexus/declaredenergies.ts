import { isEnergy } from '../roles.js';
import type { ScanWarning } from '../scan.js';
import type { Tree } from '../tree.js';
import { isAlike } from '../shapes.js';
import { conventional, roleIn } from './arrayroles.js';
import { declaredAxes, type DeclaredAxis } from './axes.js';
import {
  readEnergies,
  roleOfArray,
  unitOf,
  Unusable,
  type Energies,
  type EnergyArray
} from './energies.js';
import type { DataGroup } from './group.js';
import { columnsUnknown } from './listing.js';
import { resolveEnergies } from './resolve.js';
import { requireUnscaled } from './scaled.js';
import type { Series } from './series.js';
import { arraysBeside } from './signal.js';

/**
 * The energies of a signal as its group declares them.
 * @param series of spectra that the signal is: its energies are those of each.
 * @throws XESError `scan/columns-unknown`
 */
export function energiesOf(
  group: DataGroup,
  whole: readonly number[],
  series: Series | null
): Energies {
  const { tree, data } = group;
  const shape = series?.shape ?? whole;
  const declared = declaredAxes(tree, data, group.signal, whole).flatMap(one =>
    withinSeries(group, one, series)
  );
  const absent = declared.find(({ name }) => tree.kind(`${data}/${name}`) !== 'dataset');
  if (absent) {
    throw columnsUnknown(tree, data, `"${absent.name}" is named as an axis, and is not there`);
  }
  const along = declared.length > 0 ? declared : conventional(group, shape);
  const wanted = [
    ...along.map(({ name, dims }) => ({ path: `${data}/${name}`, dims })),
    ...companions(group, declared, shape)
  ];
  const arrays: EnergyArray[] = [];
  for (const { path, dims } of wanted) {
    const role = roleIn(group, path);
    if (isEnergy(role)) {
      requireUnscaled(tree, data, path);
      const read = readEnergies(tree, path, role, shape, dims);
      if (read instanceof Unusable) {
        throw columnsUnknown(tree, data, read.why);
      }
      arrays.push(read);
    }
  }
  const resolved = resolveEnergies(arrays, shape);
  if ('why' in resolved) {
    throw columnsUnknown(tree, data, resolved.why);
  }
  const assumed = arrays.filter(({ isUnitAssumed }) => isUnitAssumed).map(({ name }) => name);
  return { ...resolved, warnings: [...resolved.warnings, ...unitWarnings(assumed)] };
}

/** Energies that are called incident, emission or transfer and hold one value, or one for each point. */
export function companions(
  { tree, data, entry, signal }: DataGroup,
  declared: readonly { name: string }[],
  shape: readonly number[]
) {
  const total = shape.reduce((a, b) => a * b, 1);
  const inData = arraysBeside(tree, data, signal)
    .filter(name => !declared.some(one => one.name === name))
    .map(name => `${data}/${name}`);
  return [...inData, `${entry}/emission_energy`, `${entry}/incident_energy`]
    .filter(path => {
      const own = tree.shape(path);
      const count = own?.reduce((a, b) => a * b, 1);
      const isOther = own !== null && own.length > 1 && !isAlike(own, shape);
      const fits = count === 1 || (count === total && !isOther);
      const role = fits ? roleOfArray(tree, path) : 'unknown';
      return isEnergy(role) && role !== 'energy' && !isInOtherUnit(tree, path);
    })
    .map(path => ({ path, dims: [] as number[] }));
}

/** Whether an array has a unit of something else than energies, and is not called an energy either. */
function isInOtherUnit(tree: Tree, path: string): boolean {
  const names = [path.slice(path.lastIndexOf('/') + 1), tree.attribute(path, 'long_name') ?? ''];
  return unitOf(tree, path).kind === 'other' && !names.some(name => /energy/i.test(name));
}

/** An axis as one spectrum of a series has it; none for the one that counts the spectra. */
function withinSeries(
  { tree, data }: DataGroup,
  { name, dims }: DeclaredAxis,
  series: Series | null
): DeclaredAxis[] {
  if (!series || !dims.includes(series.dim)) {
    return [{ name, dims: dims.map(dim => (series && dim > series.dim ? dim - 1 : dim)) }];
  }
  if (dims.length > 1) {
    const why = `"${name}" has energies of its own for each spectrum of the series`;
    throw columnsUnknown(tree, data, why);
  }
  return [];
}

function unitWarnings(names: readonly string[]): ScanWarning[] {
  const list = names.map(name => `"${name}"`).join(' and ');
  const message = `${list} has no unit: its numbers are taken as eV.`;
  return names.length > 0 ? [{ code: 'scan/unit-assumed', message }] : [];
}
