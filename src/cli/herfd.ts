import type { DataFormat } from '../analysis/output/format.js';
import { likelyLine } from '../analysis/output/herfdline.js';
import type { SpectrumValue, StepWarning } from '../analysis/steps/index.js';
import type { HerfdFacts } from '../formats/index.js';
import { XESError } from '../base/errors.js';
import { isMeasured } from '../science/statistics.js';

/** The facts of a HERFD spectrum, and a warning if they are assumed. */
interface Recognised {
  facts: HerfdFacts | null;
  warnings: StepWarning[];
}

const nothing: Recognised = { facts: null, warnings: [] };

/**
 * The element and line that NXxas_herfd requires of a spectrum written as NeXus: those given by the
 * user, else the K line that the emission energy and the edge in the scan suggest, which is then
 * reported.
 * @param emissionEnergy of the measurement, eV; NaN for no HERFD spectrum.
 * @throws XESError `cli/usage` if only one of the two is given, or there is no such line.
 */
export function herfdFacts(
  { axis, spectrum }: SpectrumValue,
  emissionEnergy: number,
  { element, line }: { element: string | null; line: string | null },
  format: DataFormat
): Recognised {
  if (axis !== 'incident' || !isMeasured(emissionEnergy) || format !== 'nexus') {
    return nothing;
  }
  if (element !== null || line !== null) {
    return { facts: namedFacts(element, line, emissionEnergy), warnings: [] };
  }
  const found = likelyLine(emissionEnergy, spectrum.energy);
  if (!found) {
    const message =
      'NXxas_herfd requires the element and the emission line: give both (--element Zn --line K-L3). The spectrum is written as plain NXdata.';
    return { facts: null, warnings: [{ code: 'nexus/no-line', message }] };
  }
  const message = `Assumed to be ${found.element} ${found.line}, from its energy and the edge in the scan: if it is another line, give --element and --line.`;
  return {
    facts: { ...found, edge: 'K', emissionEnergy },
    warnings: [{ code: 'nexus/line-supposed', message }]
  };
}

function namedFacts(
  element: string | null,
  line: string | null,
  emissionEnergy: number
): HerfdFacts {
  const edge = /^([KLMN]\d?)-/.exec(line ?? '')?.[1];
  if (element === null || line === null) {
    throw new XESError('cli/usage', 'Say both --element and --line, such as Zn and K-L3.');
  }
  if (!edge) {
    throw new XESError(
      'cli/usage',
      `--line is "${line}"; it must be in IUPAC notation, such as K-L3.`
    );
  }
  return { element, line, edge, emissionEnergy };
}
