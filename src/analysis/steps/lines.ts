import { XESError } from '../../base/errors.js';
import {
  bearden,
  deslattes,
  elam,
  linesWithin,
  referenceLines,
  withLine,
  type ReferenceLine
} from '../../science/referencelines.js';
import { estimate } from './numbers.js';
import { choice, texts, type ValuesOf } from './parameters/index.js';
import type { NumberResult } from './values.js';

/** Parameters for a table of reference lines: published ones, and the user's own. */
export const lineParameters = {
  source: choice(['bearden', 'elam', 'deslattes'], {
    description:
      'Whose energies: of Bearden (Rev. Mod. Phys. 39 (1967) 78), of Elam (Radiat. Phys. Chem. 63 (2002) 121) or of Deslattes (Rev. Mod. Phys. 75 (2003) 35), who gives σ; they differ by up to 3.1 eV. Without it Bearden’s, and Elam’s of lines that Bearden has not (Kβ1 of the one is Kβ1,3 of the other)',
    automatic: 'Bearden, else Elam',
    default: null
  }),
  table: texts({
    description:
      'Lines of one’s own, which go before those that are known, such as "Zn Kβ1,3=9572.1 (own standard)"',
    default: []
  })
};

/** Sources by their parameter values. */
const sources = { bearden, elam, deslattes };

export type LineSource = keyof typeof sources;

/**
 * The table of lines, the user's own first.
 * @throws XESError `step/parameter` for a line that can't be parsed
 */
export function lineTable({ source, table }: ValuesOf<typeof lineParameters>): ReferenceLine[] {
  const own = table.map(ownLine).reduce<ReferenceLine[]>(withLine, []);
  const known = referenceLines.filter(line => !source || line.source === sources[source]);
  return [...own, ...known];
}

/**
 * The line of a name such as `Zn Kβ1,3`, or `ZnKb1` on a keyboard without β: of several tables that
 * of the first, the user's own before all others.
 * @throws XESError `step/parameter`
 */
export function requireLine(table: readonly ReferenceLine[], name: string): ReferenceLine {
  const key = keyOf(name);
  const own = table.filter(line => !referenceLines.includes(line));
  const found =
    own.find(line => nameOf(line) === key) ?? table.find(line => isSame(nameOf(line), key));
  if (!found) {
    const element = /^[A-Z][a-z]?/.exec(name)?.[0];
    const near = firstOfEach(table.filter(line => line.element === element));
    throw new XESError(
      'step/parameter',
      near.length > 0
        ? `No line "${name}" is known; of ${element} there are ${near.map(line => line.name).join('; ')}.`
        : `No line "${name}" is known: name it as "Zn Kβ1,3", or put it into the table.`
    );
  }
  return found;
}

/** Each line once, from the first table that has it, which its name refers to. */
export function firstOfEach(table: readonly ReferenceLine[]): ReferenceLine[] {
  return table.filter(
    (line, i) => table.findIndex(item => isSame(nameOf(item), nameOf(line))) === i
  );
}

/** The lines of a table within some eV of an energy, each once, ascending. */
export function linesNear(
  table: readonly ReferenceLine[],
  energy: number,
  beyond: number
): ReferenceLine[] {
  return linesWithin(firstOfEach(table), [energy - beyond, energy + beyond]);
}

/** `Zn Kβ1,3 (Bearden)` */
export function lineWithSource({ element, name, source }: ReferenceLine): string {
  return `${element} ${name} (${source.split(',')[0]})`;
}

/** The energy of a line, with σ if its table gives one. */
export function lineNumber({ energy, sigma = NaN }: ReferenceLine): NumberResult {
  return estimate({ value: energy, sigma }, 'eV');
}

function nameOf({ element, name }: ReferenceLine): string {
  return keyOf(`${element} ${name}`);
}

/**
 * Whether two keys are the same line: Kβ1 and Kβ3 of these elements are not resolved, and their
 * name depends on the table.
 */
function isSame(a: string, b: string): boolean {
  const joined = (key: string) => key.replace(/kb(1|3|13)$/, 'kb1');
  return joined(a) === joined(b);
}

function keyOf(name: string): string {
  return name
    .replace(/α/g, 'a')
    .replace(/β/g, 'b')
    .replace(/[\s,_-]/g, '')
    .toLowerCase();
}

function ownLine(text: string): ReferenceLine {
  const match = /^([A-Z][a-z]?)\s+([^=]+?)\s*=\s*([\d.]+)\s*(?:\((.+)\))?$/.exec(text);
  if (!match) {
    throw new XESError(
      'step/parameter',
      `"${text}" is no line: write its element, name and energy in eV, as "Zn Kβ1,3=9572.1 (source)".`
    );
  }
  const [, element, name, energy, source = 'own'] = match;
  return { element, name, energy: Number(energy), source };
}
