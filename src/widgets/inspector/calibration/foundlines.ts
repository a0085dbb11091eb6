import type { ReferenceMark, StepEntry } from '../../../analysis/document/index.js';
import {
  linesNear,
  lineTable,
  requireLine,
  type LineSource
} from '../../../analysis/steps/lines.js';
import type { Step } from '../../../analysis/steps/step.js';
import type { ReferenceLine } from '../../../science/referencelines.js';
import { author } from '../../lines/knownlines.js';

/**
 * Largest distance between where a line was found and its energy, eV: wider than any plausible
 * misalignment.
 */
export const beyond = 40;

/** A known line that a found line may be. */
export interface ILineChoice {
  readonly label: string;
  readonly energy: number;
  /** Its name in the step; null if only its energy is known. */
  readonly name: string | null;
}

/** A line that was found, and its assignment. */
export interface IFoundLine {
  /** Where it was found, eV. */
  readonly at: number;
  /** Its energy, eV; null if not given yet. */
  readonly energy: number | null;
  /** Nearest first. */
  readonly choices: readonly ILineChoice[];
  /** Index of the assigned line; null if it is none of the choices. */
  readonly chosen: number | null;
}

type Described = Pick<Step, 'parameters'>;
type Given = StepEntry['parameters'];

/**
 * The lines of a calibration, in their order; empty if they can't be read, which the form reports.
 * @param drawn known energies drawn over the spectra, which are choices as well.
 */
export function foundLines(
  step: Described,
  given: Given,
  drawn: readonly ReferenceMark[]
): readonly IFoundLine[] {
  const found = valueOf<readonly number[]>(step, given, 'found') ?? [];
  const table = tableOf(step, given);
  const energies = energiesOf(step, given, table);
  return found.map((at, i) => {
    const choices = choicesNear(at, table, drawn);
    const energy = energies.at(i) ?? null;
    const chosen = choices.findIndex(choice => choice.energy === energy);
    return { at, energy, choices, chosen: chosen < 0 ? null : chosen };
  });
}

/**
 * Parameters that assign the chosen line in a calibration: names if all lines have one, else
 * energies.
 */
export function withLine(
  lines: readonly IFoundLine[],
  index: number,
  choice: ILineChoice
): Record<'lines' | 'energies', unknown> {
  const names = lines.map(({ choices, chosen }, i) =>
    i === index ? choice.name : chosen === null ? null : choices[chosen].name
  );
  const energies = lines.map(({ at, energy }, i) => (i === index ? choice.energy : (energy ?? at)));
  return names.every(name => name !== null)
    ? { lines: names, energies: undefined }
    : { lines: undefined, energies };
}

function choicesNear(
  at: number,
  table: readonly ReferenceLine[],
  drawn: readonly ReferenceMark[]
): ILineChoice[] {
  const known = linesNear(table, at, beyond).map(line => ({
    energy: line.energy,
    name: `${line.element} ${line.name}`,
    source: line.source
  }));
  const others = drawn.filter(
    ({ energy, off }) =>
      !off && Math.abs(energy - at) <= beyond && !known.some(line => line.energy === energy)
  );
  const asChoice = (line: ReferenceMark, name: string | null) => ({
    label: `${line.name}, ${line.energy} eV (${author(line.source)})`,
    energy: line.energy,
    name
  });
  return [
    ...known.map(line => asChoice(line, line.name)),
    ...others.map(line => asChoice(line, null))
  ].sort((a, b) => Math.abs(a.energy - at) - Math.abs(b.energy - at));
}

function energiesOf(
  step: Described,
  given: Given,
  table: readonly ReferenceLine[]
): readonly (number | null)[] {
  const names = valueOf<readonly string[]>(step, given, 'lines');
  return names
    ? names.map(name => orNull(() => requireLine(table, name).energy))
    : (valueOf<readonly number[]>(step, given, 'energies') ?? []);
}

function tableOf(step: Described, given: Given): readonly ReferenceLine[] {
  const source = valueOf<LineSource>(step, given, 'source');
  const own = valueOf<readonly string[]>(step, given, 'table') ?? [];
  return orNull(() => lineTable({ source, table: own })) ?? lineTable({ source, table: [] });
}

/** Value given for a parameter; null if not given, or not valid. */
function valueOf<T>({ parameters }: Described, given: Given, name: string): T | null {
  return (parameters[name].read(given[name]) as T | undefined) ?? null;
}

/** The step itself reports what can't be read. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
