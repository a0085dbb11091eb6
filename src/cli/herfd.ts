import type { SpectrumValue, StepWarning } from '../analysis/steps/index.js';
import type { HerfdFacts } from '../formats/index.js';
import { XESError } from '../base/errors.js';
import { kEdges } from '../science/kedges.js';
import { referenceLines } from '../science/referencelines.js';
import { extent, isMeasured } from '../science/statistics.js';
import type { OutputFormat } from './results.js';

/** The facts of a HERFD spectrum, and what is said where they are not known. */
interface Recognised {
  facts: HerfdFacts | null;
  warnings: StepWarning[];
}

const nothing: Recognised = { facts: null, warnings: [] };

/** How far an emission energy may lie from its line: tables differ, and cuts are made beside the top (eV). */
const near = 8;

/** How far outside of a scan its edge may lie (eV). */
const beyond = 30;

/** IUPAC's names of lines. */
const iupac: Readonly<Record<string, string>> = { Kα1: 'K-L3', Kα2: 'K-L2', 'Kβ1,3': 'K-M3' };

/**
 * What NXxas_herfd asks for of a spectrum that is written as NeXus: the element and the line the user
 * named, else the K line that the emission energy and the edge in the scan point to, which is then reported.
 * @param emissionEnergy at which it was measured, eV; NaN where it is no HERFD spectrum.
 * @throws XESError `cli/usage` where one of the two is missing, or the line has no such name.
 */
export function herfdFacts(
  { axis, spectrum }: SpectrumValue,
  emissionEnergy: number,
  { element, line }: { element: string | null; line: string | null },
  format: OutputFormat
): Recognised {
  if (axis !== 'incident' || !isMeasured(emissionEnergy) || format !== 'nexus') {
    return nothing;
  }
  if (element !== null || line !== null) {
    return { facts: namedFacts(element, line, emissionEnergy), warnings: [] };
  }
  const found = supposedLine(emissionEnergy, spectrum.energy);
  if (!found) {
    const message =
      'NXxas_herfd asks for the element and the emission line: say both (--element Zn --line K-L3). The spectrum is written as plain NXdata.';
    return { facts: null, warnings: [{ code: 'nexus/no-line', message }] };
  }
  const message = `Taken for ${found.element} ${found.line}, by its energy and the edge in the scan: say --element and --line where it is another.`;
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

/** The nearest K line whose edge the scan goes over. */
function supposedLine(
  energy: number,
  incident: Float64Array
): { element: string; line: string } | null {
  const [low, high] = extent(incident) ?? [NaN, NaN];
  const isInside = (edge: number) => edge > low - beyond && edge < high + beyond;
  const candidates = referenceLines
    .filter(({ element, name }) => iupac[name] && isInside(kEdges[element] ?? NaN))
    .map(({ element, name, energy: at }) => ({
      element,
      line: iupac[name],
      away: Math.abs(at - energy)
    }))
    .filter(({ away }) => away <= near)
    .sort((one, other) => one.away - other.away);
  const best = candidates[0];
  return best ? { element: best.element, line: best.line } : null;
}
