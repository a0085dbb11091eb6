import type { Spectrum, Warning } from './spectrum.js';

/** With fewer different intensities two scans may agree by chance. */
const fewest = 5;

/** What is said of scans among several that hold the same numbers: one scan, named twice. */
export function repeatWarnings(spectra: readonly Spectrum[]): Warning[] {
  return spectra.flatMap((one, k) => {
    const first = spectra.slice(0, k).findIndex(other => isSameData(one, other));
    return first >= 0
      ? [
          {
            code: 'average/repeated',
            message: `Scans ${first + 1} and ${k + 1} hold the same numbers, as one scan that is named twice: σ is too small, for their noise is the same. Leave one of them out.`
          }
        ]
      : [];
  });
}

/** Whether two spectra hold the same noise: to the bit the same intensities. */
function isSameData({ intensity }: Spectrum, other: Spectrum): boolean {
  return (
    intensity.length === other.intensity.length &&
    intensity.every((y, i) => y === other.intensity[i]) &&
    new Set(intensity).size >= fewest
  );
}
