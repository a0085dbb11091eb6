import { numberColumn } from '../../formats/columns.js';
import { angleOfEnergy, planckTimesLight } from '../../science/bragg.js';
import { crystalParameters, spacingOf } from './crystals.js';
import { plain } from './numbers.js';
import { defineStep, singleOutput } from './step.js';

/** Conversion of energies to Bragg angles of an analyser. */
export const braggAnglesStep = defineStep({
  name: 'braggAngles',
  title: 'Bragg angle of an analyser crystal at each energy of a spectrum: sinθ = hc/(2dE).',
  takes: ['spectrum'],
  gives: 'table',
  inputs: 'each',
  parameters: crystalParameters,
  each({ spectrum }, lattice) {
    const d = spacingOf(lattice);
    const angles = spectrum.energy.map(energy => angleOfEnergy(energy, d));
    return {
      ...singleOutput({
        kind: 'table',
        columns: [
          numberColumn('energy', spectrum.energy, 'eV'),
          numberColumn('angle', angles, 'deg')
        ]
      }),
      numbers: { spacing: plain(d, 'Å'), lowestEnergy: plain(planckTimesLight / (2 * d), 'eV') }
    };
  }
});
