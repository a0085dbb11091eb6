import { cut } from '../science/cuts.js';
import type { RXESMap } from '../science/map.js';

/**
 * A cut with a known result, for the self-check: the CIE cut at 9659 eV, 1 eV wide, includes two of
 * four columns, and one cell that was not measured. Counts over monitors that are not powers of
 * two, so that every digit matters.
 */
export function referenceCut() {
  const counts = Float64Array.from([101, 202, 307, 401, 503, 601, NaN, 809, 907, 1009, 1103, 1201]);
  const monitor = (k: number) => 7001 + 13 * k;
  const map: RXESMap = {
    incident: Float64Array.of(9658, 9658.75, 9659.5, 9660.25),
    emission: Float64Array.of(8630.5, 8632.25, 8634),
    counts,
    intensity: counts.map((n, k) => n / monitor(k)),
    sigma: counts.map((n, k) => Math.sqrt(n) / monitor(k))
  };
  const { energy, intensity, sigma } = cut(map, { type: 'CIE', at: 9659, width: 1 });
  return { energy: [...energy], intensity: [...intensity], sigma: [...sigma] };
}
