import type { SpectrumValue, StepWarning } from '../analysis/steps/index.js';
import type { HerfdFacts } from '../formats/index.js';
import { XESError } from '../science/errors.js';
import { isMeasured } from '../science/statistics.js';
import type { OutputFormat } from './results.js';

/** The facts of a HERFD spectrum, and what is said where they are not known. */
interface Told {
  facts: HerfdFacts | null;
  warnings: StepWarning[];
}

const nothing: Told = { facts: null, warnings: [] };

/**
 * What NXxas_herfd asks for of a spectrum that is written as NeXus: the element and the line a person
 * named.
 * @param emissionEnergy at which it was measured, eV; NaN where it is no HERFD spectrum.
 * @throws XESError `cli/usage` where one of the two is missing.
 */
export function herfdFacts(
  { axis }: SpectrumValue,
  emissionEnergy: number,
  { element, line }: { element: string | null; line: string | null },
  format: OutputFormat
): Told {
  if (axis !== 'incident' || !isMeasured(emissionEnergy) || format !== 'nexus') {
    return nothing;
  }
  if (element && line) {
    const edge = /^([KLMN]\d?)-/.exec(line)?.[1];
    if (!edge) {
      throw new XESError(
        'cli/usage',
        `--line is "${line}"; it must be in IUPAC notation, such as K-L3.`
      );
    }
    return { facts: { element, line, edge, emissionEnergy }, warnings: [] };
  }
  const message =
    'NXxas_herfd asks for the element and the emission line: say both (--element Zn --line K-L3). The spectrum is written as plain NXdata.';
  return { facts: null, warnings: [{ code: 'nexus/no-line', message }] };
}
