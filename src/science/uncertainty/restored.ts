import type { Spectrum } from '../spectrum.js';
import { throughLater } from './linear.js';
import { sharing, type Uncertainty } from './model.js';
import { forward, type Rows } from './operators.js';
import type { StoredDeviations } from './stored.js';
import { restoredUncertainty } from './unstored.js';

/**
 * Of what a spectrum is made whose points were stored, some of them with one energy perhaps.
 * @param levelOf the energy of each stored point (n). @param kept the energies of the spectrum.
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
  all.forEach((own, k) => (starts[k + 1] = starts[k] + own.length));
  const weights = Float64Array.from(all.flatMap(own => own.map(() => 1 / own.length)));
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
  const uncertainty = throughLater(
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

/** The same of cells, of each point that was stored one; −1: none. */
export function restoredCells(
  stored: StoredDeviations,
  cellOf: Int32Array,
  cells: number
): Uncertainty {
  const n = cellOf.length;
  const restored = restoredUncertainty(stored, n);
  return n === cells && cellOf.every((cell, i) => cell === i)
    ? restored
    : throughLater(restored, () => meansAt(cellOf, cells));
}

/** The means of the points of each cell. */
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
