import type { ScanKind } from '../formats/scan.js';
import type { ScanFacts } from '../formats/scanfacts.js';

/**
 * The kind of a scan as people read it. One point is no series, and no energy was scanned. A scan of the incident energy
 * is HERFD-XANES where it has an emission energy; without one it may as well be a transmission, or a total fluorescence yield.
 */
export function kindText(
  { kind, points }: Pick<ScanFacts, 'kind' | 'points'>,
  hasEmission: boolean
): string {
  if (kind === 'time-series' && points.measured === 1) {
    return 'one point';
  }
  return isAbsorption(kind, hasEmission)
    ? 'absorption spectrum (incident energy scanned, no emission energy known)'
    : kind;
}

/** The same in a word or two, for where there is little room. */
export function shortKindText(kind: ScanKind, hasEmission: boolean): string {
  return isAbsorption(kind, hasEmission) ? 'absorption' : kind;
}

function isAbsorption(kind: ScanKind, hasEmission: boolean): boolean {
  return kind === 'HERFD-XANES' && !hasEmission;
}
