import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { checkRange } from './ranges.js';
import type { Range } from './spectrum.js';

/** An emission line or an absorption edge to compare with or calibrate on. */
export interface ReferenceLine {
  element: string;
  /** In the field's notation: `Kα1`, `Kβ1,3`, `K edge`. */
  name: string;
  /** eV. */
  energy: number;
  /** One standard deviation of it, eV; absent if its table has none. */
  sigma?: number;
  /** Source of the value: tables differ by 2 eV, so it is always shown. */
  source: string;
}

export const bearden = 'Bearden, Rev. Mod. Phys. 39 (1967) 78, as in the X-ray Data Booklet';
export const elam = 'Elam, Ravel, Sieber, Radiat. Phys. Chem. 63 (2002) 121, as in XrayDB 4.5';
export const deslattes =
  'Deslattes et al., Rev. Mod. Phys. 75 (2003) 35, measured values, as in the NIST X-Ray Transition Energies Database';

type Value = number | readonly [energy: number, sigma: number];

/** A table: names of its lines, and for each element their energies, with σ if available; eV. */
interface Table {
  source: string;
  names: readonly string[];
  rows: Readonly<Record<string, readonly Value[]>>;
}

const ofBearden: Table = {
  source: bearden,
  names: ['Kα1', 'Kα2', 'Kβ1,3'],
  rows: {
    Ti: [4510.84, 4504.86, 4931.81],
    V: [4952.2, 4944.64, 5427.29],
    Cr: [5414.72, 5405.509, 5946.71],
    Mn: [5898.75, 5887.65, 6490.45],
    Fe: [6403.84, 6390.84, 7057.98],
    Co: [6930.32, 6915.3, 7649.43],
    Ni: [7478.15, 7460.89, 8264.66],
    Cu: [8047.78, 8027.83, 8905.29],
    Zn: [8638.86, 8615.78, 9572.0]
  }
};

const ofElam: Table = {
  source: elam,
  names: ['Kα1', 'Kα2', 'Kβ1', 'Kβ5', 'K edge'],
  rows: {
    Ti: [4512.2, 4505.8, 4933.4, 4964.0, 4966.0],
    V: [4952.9, 4945.2, 5427.8, 5463.0, 5465.0],
    Cr: [5414.9, 5405.2, 5946.8, 5987.0, 5989.0],
    Mn: [5900.3, 5889.1, 6491.8, 6537.0, 6539.0],
    Fe: [6405.2, 6392.1, 7059.3, 7110.0, 7112.0],
    Co: [6930.9, 6915.8, 7649.1, 7706.0, 7709.0],
    Ni: [7480.3, 7463.0, 8266.8, 8329.0, 8333.0],
    Cu: [8046.3, 8026.7, 8903.9, 8974.0, 8979.0],
    Zn: [8637.2, 8614.1, 9570.4, 9648.8, 9659.0]
  }
};

const ofDeslattes: Table = {
  source: deslattes,
  names: ['Kα1', 'Kα2', 'Kβ1,3', 'Kβ5', 'K edge'],
  rows: {
    Ti: [
      [4510.8991, 0.0094],
      [4504.9201, 0.0094],
      [4931.827, 0.059],
      [4962.27, 0.59],
      [4964.58, 0.15]
    ],
    V: [
      [4952.216, 0.059],
      [4944.671, 0.059],
      [5427.32, 0.071],
      [5462.96, 0.21],
      [5463.757, 0.05]
    ],
    Cr: [
      [5414.8045, 0.0071],
      [5405.5384, 0.0071],
      [5946.823, 0.011],
      [5986.97, 0.26],
      [5989.017, 0.04]
    ],
    Mn: [
      [5898.801, 0.0084],
      [5887.6859, 0.0084],
      [6490.585, 0.014],
      [6535.36, 0.51],
      [6537.667, 0.02]
    ],
    Fe: [
      [6404.0062, 0.0099],
      [6391.0264, 0.0099],
      [7058.175, 0.016],
      [7108.26, 0.6],
      [7110.747, 0.02]
    ],
    Co: [
      [6930.378, 0.0039],
      [6915.538, 0.0039],
      [7649.445, 0.014],
      [7705.98, 0.21],
      [7708.776, 0.02]
    ],
    Ni: [
      [7478.2521, 0.0045],
      [7461.0343, 0.0045],
      [8264.775, 0.017],
      [8328.68, 0.33],
      [8331.486, 0.02]
    ],
    Cu: [
      [8047.8227, 0.0026],
      [8027.8416, 0.0026],
      [8905.413, 0.038],
      [8977.14, 0.29],
      [8980.476, 0.02]
    ],
    Zn: [
      [8638.906, 0.073],
      [8615.823, 0.073],
      [9572.03, 0.22],
      [9649.9, 1.1],
      [9660.755, 0.03]
    ]
  }
};

/** The table of a new analysis, which users can edit. */
export const referenceLines: readonly ReferenceLine[] = Object.keys(ofBearden.rows).flatMap(
  element => [ofBearden, ofElam, ofDeslattes].flatMap(table => linesOf(table, element))
);

function linesOf({ source, names, rows }: Table, element: string): ReferenceLine[] {
  return rows[element].map((value, k) => {
    const [energy, sigma] = typeof value === 'number' ? [value] : value;
    return { element, name: names[k], energy, source, ...(sigma ? { sigma } : {}) };
  });
}

/**
 * A table with a line added, replacing the line with the same element, name and source.
 * @throws XESError `spectrum/parameter` for a line without a name, a source or an energy above
 * zero.
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
