import type { Spectrum, Warning } from './spectrum.js';

/** With fewer different intensities two scans may agree by chance. */
const fewest = 5;

/** A warning about two scans of several. */
export interface RepeatWarning extends Warning {
  /** Their indexes. */
  readonly scans: readonly [number, number];
  /** What is said of them, after their names. */
  readonly said: string;
}

const said =
  'hold the same numbers, as one scan that is named twice: it has twice the weight of the others, and its noise is no smaller for that (σ holds this). Leave one of them out.';

/**
 * What is said of scans among several that hold the same numbers: one scan, named twice.
 * @param places the index that each has for who gave them.
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
    const message = `Scans ${a + 1} and ${b + 1} ${said}`;
    return [{ code: 'average/repeated', message, scans: [a, b], said }];
  });
}

/** Of each of several scans the index of the first that holds the same numbers: its own where none does. */
export function firstsOf(spectra: readonly Spectrum[]): number[] {
  return spectra.map((one, k) => {
    const first = spectra.slice(0, k).findIndex(other => isSameData(one, other));
    return first < 0 ? k : first;
  });
}

/** Whether two spectra, or two maps, hold the same noise: to the bit the same intensities. */
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
