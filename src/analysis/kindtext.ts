import type { ScanKind } from '../formats/scan.js';
import type { ScanFacts } from '../formats/scanfacts.js';

/**
 * The kind of a scan, for people. With a single point nothing was scanned. A scan of the incident
 * energy is HERFD-XANES if it has an emission energy; without one it may be transmission or total
 * fluorescence yield.
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

/** A short form of the same, for narrow places. */
export function shortKindText(kind: ScanKind, hasEmission: boolean): string {
  return isAbsorption(kind, hasEmission) ? 'absorption' : kind;
}

function isAbsorption(kind: ScanKind, hasEmission: boolean): boolean {
  return kind === 'HERFD-XANES' && !hasEmission;
}
