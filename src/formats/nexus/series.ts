import { distinct } from '../distinct.js';
import { isEnergy } from '../roles.js';
import { declaredAxes, type DeclaredAxis } from './axes.js';
import { conventional, isAbsorption, roleIn } from './arrayroles.js';
import type { DataGroup } from './group.js';
import { columnsUnknown } from './listing.js';

/** A series of spectra or maps in one array. */
export interface Series {
  /** The axis of the signal that counts them. */
  dim: number;
  /** Names of the members, from what they were measured at. */
  names: string[];
  /** Shape of one member. */
  shape: number[];
  /** Number of consecutive values of one member in the array. */
  run: number;
}

/** Most spectra of a series that become channels. */
const mostSpectra = 500;

/** Units of quantities that vary along a series; without angles, which may be energies. */
const seriesUnits =
  /^(k|°?c|deg_?c|celsius|[fpnuµm]?s|sec|seconds?|min|minutes?|h|hours?|m?bar|[kmg]?pa|m?v|t|mm|um|µm|nm|%)$/i;

/** Names of such quantities. */
const seriesNames =
  /^(time|delay|temperature|pressure|voltage|potential|cycle|repeat|repetition|scan|spectrum|spectra|sample)s?([\W_].*)?$/i;

/**
 * The series in a signal, if all but one of its axes have energies, and that one is clearly
 * something else by name or unit, or the file declares absorption spectra.
 * @throws XESError `scan/columns-unknown`
 */
export function seriesOf(group: DataGroup, shape: readonly number[]): Series | null {
  const long = shape.flatMap((length, dim) => (length > 1 ? [dim] : []));
  if (long.length < 2 || group.tree.attribute(group.data, 'energy_axis') !== null) {
    return null;
  }
  const declared = declaredAxes(group.tree, group.data, group.signal, shape);
  const along = declared.length > 0 ? declared : conventional(group, shape);
  const energies = along.filter(({ name }) => isEnergy(roleIn(group, `${group.data}/${name}`)));
  if (isAbsorption(group) && energies.length === 1 && energies[0].dims.length > 1) {
    const reason = `"${energies[0].name}" has energies of its own for each spectrum of the series`;
    throw columnsUnknown(group.tree, group.data, reason);
  }
  const isMeasured = (dim: number) => energies.some(({ dims }) => dims.includes(dim));
  const [dim, ...others] = long.filter(axisIndex => !isMeasured(axisIndex));
  if (dim === undefined || others.length > 0) {
    return null;
  }
  const axis = declared.find(({ dims }) => dims.length === 1 && dims[0] === dim);
  return isAbsorption(group) || isPlainlySeries(group, axis)
    ? {
        dim,
        names: namesOf(group, axis, shape[dim]),
        shape: shape.filter((_, one) => one !== dim),
        run: shape.slice(dim + 1).reduce((a, b) => a * b, 1)
      }
    : null;
}

/** The values of one spectrum of the series. */
export function partOf(values: Float64Array, { shape, run }: Series, k: number): Float64Array {
  const size = shape.reduce((a, b) => a * b, 1);
  const all = values.length / size;
  const part = new Float64Array(size);
  for (let at = 0; at < size; at += run) {
    const from = ((at / run) * all + k) * run;
    part.set(values.subarray(from, from + run), at);
  }
  return part;
}

function isPlainlySeries(group: DataGroup, axis: DeclaredAxis | undefined): boolean {
  const unit = axis && group.tree.attribute(`${group.data}/${axis.name}`, 'units');
  return (
    axis !== undefined && (seriesNames.test(axis.name) || seriesUnits.test((unit ?? '').trim()))
  );
}

function namesOf(group: DataGroup, axis: DeclaredAxis | undefined, length: number): string[] {
  const { tree, data, signal, warnings } = group;
  const values = axis && tree.numbers(`${data}/${axis.name}`);
  const unit = axis && tree.attribute(`${data}/${axis.name}`, 'units');
  const shown = Math.min(length, mostSpectra);
  if (shown < length) {
    const message = `"${signal}" is a series of ${length} spectra: the first ${shown} are shown.`;
    warnings.push({ code: 'nexus/long-series', message });
  }
  const names = Array.from({ length: shown }, (_, k) =>
    axis && values?.length === length
      ? [axis.name, String(Number(values[k].toPrecision(12))), unit].filter(Boolean).join(' ')
      : `spectrum ${k + 1}`
  );
  return distinct(names);
}
