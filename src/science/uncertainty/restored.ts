import type { Spectrum } from '../spectrum.js';
import { throughLater } from './linear.js';
import type { Rows } from './operators.js';
import { restoredUncertainty, type StoredDeviations } from './stored.js';

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
  const { affine } = stored;
  return {
    uncertainty: throughLater(restoredUncertainty(stored, n), () => operator),
    ...(affine && isOneEach
      ? { affine: { exposure: take(affine.exposure), offset: take(affine.offset) } }
      : {})
  };
}
