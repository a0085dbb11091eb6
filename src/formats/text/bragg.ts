import { energyOfAngle } from '../../science/bragg.js';
import type { TextTable } from './types.js';

/**
 * A table with the incident energy appended, if one of its columns is the monochromator's angle in
 * degrees and none is an energy; a warning says what it was computed from.
 * @param spacing lattice spacing of the monochromator, Å; any value that is not above 0 if unknown
 * @param angle index of the column, from 0; default: found by name
 */
export function withBraggEnergy(
  table: TextTable,
  spacing: number,
  angle: number = angleColumn(table)
): TextTable {
  const { names, units, columns, facts } = table;
  if (!(spacing > 0.1 && spacing < 100) || angle < 0 || hasEnergy(table)) {
    return table;
  }
  const energies = columns[angle].map(theta =>
    theta > 0 && theta < 90 ? energyOfAngle(theta, spacing) : NaN
  );
  const message = `The incident energy is calculated from "${names[angle]}" with the lattice spacing of the header, d = ${spacing} Å.`;
  return {
    ...table,
    names: [...names, 'incident energy'],
    units: [...(units ?? names.map(() => null)), 'eV'],
    columns: [...columns, energies],
    facts: {
      ...facts,
      warnings: [...facts.warnings, { code: 'scan/energy-from-angle', message }]
    }
  };
}

function hasEnergy({ names }: TextTable): boolean {
  return names.some(name => /energy/i.test(name));
}

function angleColumn({ names, units }: TextTable): number {
  const isAngle = (k: number) => /^(angle|theta|bragg|mono)/i.test(names[k]);
  return [...names.keys()].findIndex(k => isAngle(k) && /^deg/i.test(units?.[k] ?? ''));
}
