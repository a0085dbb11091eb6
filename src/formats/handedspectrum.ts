import { XESError } from '../base/errors.js';
import { isMeasured } from '../science/statistics.js';
import type { Spectrum } from '../science/spectrum.js';
import { curveOfRows } from './curves.js';
import type { ScanWarning } from './scan.js';

/** Columns of a spectrum passed by a program; all of equal length (n). */
export interface HandedColumns {
  /** eV, in any order. */
  energy: Float64Array;
  intensity: Float64Array;
  /** Default: √max(N, 1)/I1 if counts are given, else unknown. */
  sigma?: Float64Array;
  /** N; `intensity` is counts over monitor, or counts. */
  counts?: Float64Array;
  monitor?: Float64Array;
}

/**
 * Largest relative difference between `intensity` and counts over monitor: it may have been
 * rounded.
 */
const rounding = 1e-6;

/**
 * A spectrum from columns passed by a program: sorted, rows without a number left out, rows of
 * equal energy averaged, as for a table in a file.
 * @throws XESError `table/invalid`
 */
export function handedSpectrum(columns: HandedColumns): {
  spectrum: Spectrum;
  warnings: readonly ScanWarning[];
} {
  const { energy, intensity, counts } = columns;
  for (const [name, values] of Object.entries(columns) as [string, Float64Array][]) {
    if (values.length !== energy.length) {
      throw refused(`${name} has ${values.length} values, and energy ${energy.length}`);
    }
  }
  const monitor = counts && (columns.monitor ?? new Float64Array(counts.length).fill(1));
  const sigma =
    columns.sigma ??
    (counts && monitor && counts.map((n, i) => Math.sqrt(Math.max(n, 1)) / monitor[i]));
  const warnings: ScanWarning[] = [];
  const rows = {
    intensity,
    ...(sigma ? { sigma } : {}),
    columns: { ...(counts ? { counts } : {}), ...(monitor ? { monitor } : {}) }
  };
  const { spectrum, columns: sums, repeated } = curveOfRows('', null, energy, rows, warnings);
  if (spectrum.energy.length === 0) {
    throw refused('no row has both an energy and an intensity that are numbers');
  }
  if (!counts) {
    return { spectrum, warnings };
  }
  if (repeated > 0) {
    throw refused('energies are repeated, and counts are given: give the sums of each energy');
  }
  requireQuotient(spectrum.intensity, sums);
  return { spectrum: { ...spectrum, counts: sums.counts, monitor: sums.monitor }, warnings };
}

function requireQuotient(
  intensity: Float64Array,
  { counts, monitor }: Readonly<Record<string, Float64Array>>
): void {
  const at = intensity.findIndex((value, i) => {
    const quotient = counts[i] / monitor[i];
    return isMeasured(quotient) && Math.abs(value - quotient) > rounding * Math.abs(quotient);
  });
  if (at >= 0) {
    throw refused(
      `intensity ${intensity[at]} is not counts over monitor (${counts[at]} / ${monitor[at]}): leave counts out where the intensity was changed`
    );
  }
}

function refused(reason: string): XESError {
  return new XESError('table/invalid', `This is no spectrum: ${reason}.`);
}
