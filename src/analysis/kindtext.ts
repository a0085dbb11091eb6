import type { ScanFacts } from '../formats/scanfacts.js';

/**
 * The kind of a scan as people read it. One point is no series, and no energy was scanned. A scan of the incident energy is HERFD-XANES where it has an emission energy;
 * without one it may as well be a transmission, or a total fluorescence yield.
 */
export function kindText(
  { kind, points }: Pick<ScanFacts, 'kind' | 'points'>,
  hasEmission: boolean
): string {
  if (kind === 'time-series' && points.measured === 1) {
    return 'one point';
  }
  return kind === 'HERFD-XANES' && !hasEmission
    ? 'absorption spectrum (incident energy scanned, no emission energy known)'
    : kind;
}
