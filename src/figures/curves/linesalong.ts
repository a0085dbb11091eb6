import type { ReferenceMark } from '../../analysis/document/index.js';
import type { SpectrumAxis } from '../../analysis/steps/values.js';

/** The name of an emission line, such as `Kβ1,3`, which is not an excitation energy. */
const emission = /\b[KLM][αβγ]/u;

/** The known energies drawn along an axis: emission lines only along ω, all others also along Ω. */
export function linesAlong(
  lines: readonly ReferenceMark[],
  axis: SpectrumAxis
): readonly ReferenceMark[] {
  const isAlong = ({ name }: ReferenceMark) =>
    axis === 'emission' || (axis === 'incident' && !emission.test(name));
  return lines.filter(line => !line.off && isAlong(line));
}

/** `Zn Kβ1,3: 9572 eV (Bearden, …)` */
export function lineText({ name, energy, source }: ReferenceMark): string {
  return `${name}: ${energy} eV (${source})`;
}
