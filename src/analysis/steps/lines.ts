import { XESError } from '../../base/errors.js';
import {
  bearden,
  elam,
  referenceLines,
  withLine,
  type ReferenceLine
} from '../../science/referencelines.js';
import { choice, texts, type ValuesOf } from './parameters/index.js';

/** What a table of reference lines is made of: those that are known, and the user's own. */
export const lineParameters = {
  source: choice(['bearden', 'elam'], {
    description:
      'Whose energies: of Bearden (Rev. Mod. Phys. 39 (1967) 78) or of Elam (Radiat. Phys. Chem. 63 (2002) 121); they differ by up to 2.2 eV. Without it Bearden’s where both have a line. Other tables, such as that of Deslattes (2003), are not known: put their energies into `table`',
    default: null
  }),
  table: texts({
    description:
      'Lines of one’s own, which go before those that are known, such as "Zn Kβ1,3=9572.1 (own standard)"',
    default: []
  })
};

/** Sources by their names in parameters. */
const sources = { bearden, elam };

/** The table of lines, one's own first. @throws XESError `step/parameter` for a line that is not understood */
export function lineTable({ source, table }: ValuesOf<typeof lineParameters>): ReferenceLine[] {
  const own = table.map(ownLine).reduce<ReferenceLine[]>(withLine, []);
  const known = referenceLines.filter(line => !source || line.source === sources[source]);
  return [...own, ...known];
}

/** The line of a name such as `Zn Kβ1,3`, or `ZnKb13` where a keyboard has no β. @throws XESError `step/parameter` */
export function requireLine(table: readonly ReferenceLine[], name: string): ReferenceLine {
  const found = table.find(line => keyOf(`${line.element} ${line.name}`) === keyOf(name));
  if (!found) {
    const element = /^[A-Z][a-z]?/.exec(name)?.[0];
    const near = table.filter(line => line.element === element).map(line => line.name);
    throw new XESError(
      'step/parameter',
      near.length > 0
        ? `No line "${name}" is known; of ${element} there are ${[...new Set(near)].join('; ')}.`
        : `No line "${name}" is known: name it as "Zn Kβ1,3", or put it into the table.`
    );
  }
  return found;
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
