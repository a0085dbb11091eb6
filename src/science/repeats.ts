import type { Spectrum, Warning } from './spectrum.js';

/** With fewer distinct intensities two scans may agree by chance. */
const fewest = 5;

/** A warning about two scans of several. */
export interface RepeatWarning extends Warning {
  /** Their indices. */
  readonly scans: readonly [number, number];
  /** The message without the scans' names. */
  readonly predicate: string;
}

const predicate =
  'hold the same numbers, as if one scan were named twice: it has twice the weight of the others, but its noise is not reduced (σ accounts for this). Leave one of them out.';

/**
 * Warnings about scans that hold the same numbers: one scan, named twice.
 * @param places the caller's index of each scan.
 */
export function repeatWarnings(
  spectra: readonly Spectrum[],
  places: readonly number[] = [...spectra.keys()]
): RepeatWarning[] {
  return firstsOf(spectra).flatMap((first, k) => {
    if (first === k) {
      return [];
    }
    const [a, b] = [places[first], places[k]];
    const message = `Scans ${a + 1} and ${b + 1} ${predicate}`;
    return [{ code: 'average/repeated', message, scans: [a, b], predicate }];
  });
}

/**
 * For each scan the index of the first that holds the same numbers: its own index if there is none
 * before it.
 */
export function firstsOf(spectra: readonly Spectrum[]): number[] {
  return spectra.map((spectrum, k) => {
    const first = spectra.slice(0, k).findIndex(other => isSameData(spectrum, other));
    return first < 0 ? k : first;
  });
}

/** Whether two spectra, or two maps, hold the same noise: bitwise equal intensities. */
export function isSameData(
  { intensity }: Pick<Spectrum, 'intensity'>,
  other: Pick<Spectrum, 'intensity'>
): boolean {
  return (
    intensity.length === other.intensity.length &&
    intensity.every((y, i) => Object.is(y, other.intensity[i])) &&
    new Set(intensity).size >= fewest
  );
}
