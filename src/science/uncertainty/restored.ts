import type { Spectrum } from '../spectrum.js';
import { throughDeferred } from './linear.js';
import { sharing, type Uncertainty } from './model.js';
import { forward, type Rows } from './operators.js';
import type { StoredDeviations } from './stored.js';
import { restoredUncertainty } from './unstored.js';

/**
 * The uncertainty of a spectrum from stored points, several of which may have the same energy.
 * @param levelOf index of the energy of each stored point (n).
 * @param kept indices of the energies in the spectrum.
 */
export function restoredAt(
  stored: StoredDeviations,
  levelOf: Int32Array,
  kept: readonly number[]
): Pick<Spectrum, 'uncertainty' | 'affine'> {
  const members = new Map(kept.map(level => [level, [] as number[]]));
  levelOf.forEach((level, i) => members.get(level)?.push(i));
  const all = kept.map(level => members.get(level) ?? []);
  const places = Uint32Array.from(all.flat());
  const starts = new Uint32Array(all.length + 1);
  all.forEach((group, k) => (starts[k + 1] = starts[k] + group.length));
  const weights = Float64Array.from(all.flatMap(group => group.map(() => 1 / group.length)));
  const n = levelOf.length;
  const isOneEach = places.length === all.length;
  const operator: Rows = {
    kind: 'rows',
    rows: all.length,
    columns: n,
    starts: isOneEach ? null : starts,
    places,
    weights
  };
  const take = (values: Float64Array) => Float64Array.from(places, i => values[i]);
  const { affine, shared } = stored;
  const uncertainty = throughDeferred(
    restoredUncertainty({ ...stored, shared: [] }, n),
    () => operator
  );
  return {
    uncertainty: sharing(
      uncertainty,
      shared.map(({ id, energy, intensity }) => ({
        id,
        ...(energy ? { energy: forward(operator, energy) } : {}),
        ...(intensity ? { intensity: forward(operator, intensity) } : {})
      }))
    ),
    ...(affine && isOneEach
      ? { affine: { exposure: take(affine.exposure), offset: take(affine.offset) } }
      : {})
  };
}

/** The uncertainty of a map's cells from stored points; −1: no cell. */
export function restoredCells(
  stored: StoredDeviations,
  cellOf: Int32Array,
  cells: number
): Uncertainty {
  const n = cellOf.length;
  const restored = restoredUncertainty(stored, n);
  return n === cells && cellOf.every((cell, i) => cell === i)
    ? restored
    : throughDeferred(restored, () => meansAt(cellOf, cells));
}

/** The operator that averages the points of each cell. */
function meansAt(cellOf: Int32Array, cells: number): Rows {
  const starts = new Uint32Array(cells + 1);
  cellOf.forEach(cell => cell >= 0 && starts[cell + 1]++);
  for (let cell = 0; cell < cells; cell++) {
    starts[cell + 1] += starts[cell];
  }
  const next = starts.slice();
  const places = new Uint32Array(starts[cells]);
  const weights = new Float64Array(starts[cells]);
  cellOf.forEach((cell, i) => {
    if (cell >= 0) {
      weights[next[cell]] = 1 / (starts[cell + 1] - starts[cell]);
      places[next[cell]++] = i;
    }
  });
  return { kind: 'rows', rows: cells, columns: cellOf.length, starts, places, weights };
}
