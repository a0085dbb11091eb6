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
 * The energies of a signal as declared by its group.
 * @param series the series that the signal is: its energies are those of each spectrum.
 * @throws XESError `scan/columns-unknown`
 */
export function energiesOf(
  group: DataGroup,
  whole: readonly number[],
  series: Series | null
): Energies {
  const { tree, data } = group;
  const shape = series?.shape ?? whole;
  const declared = declaredAxes(tree, data, group.signal, whole).flatMap(axis =>
    withinSeries(group, axis, series)
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

/**
 * Arrays with the name of an incident, emission or transfer energy that hold one value, or one for
 * each point.
 */
export function companions(
  { tree, data, entry, signal }: DataGroup,
  declared: readonly { name: string }[],
  shape: readonly number[]
) {
  const total = shape.reduce((a, b) => a * b, 1);
  const inData = arraysBeside(tree, data, signal)
    .filter(name => !declared.some(declaredAxis => declaredAxis.name === name))
    .map(name => `${data}/${name}`);
  return [...inData, `${entry}/emission_energy`, `${entry}/incident_energy`]
    .filter(path => {
      const ownShape = tree.shape(path);
      const count = ownShape?.reduce((a, b) => a * b, 1);
      const isOther = ownShape !== null && ownShape.length > 1 && !isAlike(ownShape, shape);
      const fits = count === 1 || (count === total && !isOther);
      const role = fits ? roleOfArray(tree, path) : 'unknown';
      return isEnergy(role) && role !== 'energy' && !isInOtherUnit(tree, path);
    })
    .map(path => ({ path, dims: [] as number[] }));
}

/** Whether an array has a unit other than of energy, and not the name of an energy. */
function isInOtherUnit(tree: Tree, path: string): boolean {
  const names = [path.slice(path.lastIndexOf('/') + 1), tree.attribute(path, 'long_name') ?? ''];
  return unitOf(tree, path).kind === 'other' && !names.some(name => /energy/i.test(name));
}

/** An axis as seen by one spectrum of a series; empty for the axis that counts the spectra. */
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
