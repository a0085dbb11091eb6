import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { checkRange } from './ranges.js';
import type { Range } from './spectrum.js';

/** An emission line or an absorption edge to compare with or calibrate on. */
export interface ReferenceLine {
  element: string;
  /** As the field writes it: `Kα1`, `Kβ1,3`, `K edge`. */
  name: string;
  /** eV. */
  energy: number;
  /** Whose value this is: tables differ by 2 eV, so it is always shown. */
  source: string;
}

export const bearden = 'Bearden, Rev. Mod. Phys. 39 (1967) 78, as in the X-ray Data Booklet';
export const elam = 'Elam, Ravel, Sieber, Radiat. Phys. Chem. 63 (2002) 121, as in XrayDB 4.5';

/** Kα1, Kα2, Kβ1,3 of Bearden; Kα1, Kα2, Kβ1, Kβ5 and the K edge of Elam; eV. */
const table: readonly (readonly [string, readonly number[], readonly number[]])[] = [
  ['Ti', [4510.84, 4504.86, 4931.81], [4512.2, 4505.8, 4933.4, 4964.0, 4966.0]],
  ['V', [4952.2, 4944.64, 5427.29], [4952.9, 4945.2, 5427.8, 5463.0, 5465.0]],
  ['Cr', [5414.72, 5405.509, 5946.71], [5414.9, 5405.2, 5946.8, 5987.0, 5989.0]],
  ['Mn', [5898.75, 5887.65, 6490.45], [5900.3, 5889.1, 6491.8, 6537.0, 6539.0]],
  ['Fe', [6403.84, 6390.84, 7057.98], [6405.2, 6392.1, 7059.3, 7110.0, 7112.0]],
  ['Co', [6930.32, 6915.3, 7649.43], [6930.9, 6915.8, 7649.1, 7706.0, 7709.0]],
  ['Ni', [7478.15, 7460.89, 8264.66], [7480.3, 7463.0, 8266.8, 8329.0, 8333.0]],
  ['Cu', [8047.78, 8027.83, 8905.29], [8046.3, 8026.7, 8903.9, 8974.0, 8979.0]],
  ['Zn', [8638.86, 8615.78, 9572.0], [8637.2, 8614.1, 9570.4, 9648.8, 9659.0]]
];

/** The table a new analysis starts with; a person's own is this one edited. */
export const referenceLines: readonly ReferenceLine[] = table.flatMap(
  ([element, first, second]) => [
    ...first.map((energy, k) => ({
      element,
      name: ['Kα1', 'Kα2', 'Kβ1,3'][k],
      energy,
      source: bearden
    })),
    ...second.map((energy, k) => ({
      element,
      name: ['Kα1', 'Kα2', 'Kβ1', 'Kβ5', 'K edge'][k],
      energy,
      source: elam
    }))
  ]
);

/**
 * A table with a line put in, in the place of the one with the same element, name and source.
 * @throws XESError `spectrum/parameter` for a line without a name, a source or an energy above zero.
 */
export function withLine(lines: readonly ReferenceLine[], line: ReferenceLine): ReferenceLine[] {
  const isNamed = [line.element, line.name, line.source].every(text => text.trim() !== '');
  if (!isNamed || !(line.energy > 0) || !Number.isFinite(line.energy)) {
    throw new XESError(
      'spectrum/parameter',
      'A reference line needs its element, its name, an energy in eV and the source of that energy.'
    );
  }
  const at = lines.findIndex(other => isSame(other, line));
  return at < 0 ? [...lines, line] : lines.map((other, k) => (k === at ? line : other));
}

/** A table without a line. */
export function withoutLine(lines: readonly ReferenceLine[], line: ReferenceLine): ReferenceLine[] {
  return lines.filter(other => !isSame(other, line));
}

/** The lines of a table in a range of energies, ascending. */
export function linesWithin(lines: readonly ReferenceLine[], range: Range): ReferenceLine[] {
  checkRange(range);
  return lines.filter(({ energy }) => isWithin(energy, range)).sort((a, b) => a.energy - b.energy);
}

function isSame(a: ReferenceLine, b: ReferenceLine): boolean {
  return a.element === b.element && a.name === b.name && a.source === b.source;
}
