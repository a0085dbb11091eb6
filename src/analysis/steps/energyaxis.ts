import { refineEnergies } from '../../science/bragg.js';
import { XESError } from '../../science/errors.js';
import { choice } from '../parameters/index.js';
import { defineStep, type StepWarning } from './step.js';
import type { Channel } from '../../formats/scan.js';

/** Which emission energies of a scan are used. */
export const energyAxisStep = defineStep({
  name: 'energyAxis',
  title:
    'Emission energies as stored, or refined from the Bragg angle: I20 stores them truncated to 0.01 eV.',
  takes: ['scan'],
  inputs: 'each',
  parameters: {
    axis: choice(['stored', 'bragg'], { description: 'Which energies', default: 'bragg' })
  },
  apply([value], { axis }) {
    if (axis === 'stored') {
      return { values: [value], numbers: {}, warnings: [] };
    }
    const { name, scan } = value;
    const warnings: StepWarning[] = [];
    const refine = (arm: Channel): Channel => {
      const { emission, warnings: told } = refineEnergies(arm.emission, arm.bragg);
      warnings.push(...told);
      return { ...arm, emission };
    };
    if (scan.channels.every(({ bragg }) => !bragg)) {
      throw new XESError(
        'scan/no-energy',
        `"${name}" has no Bragg angles: use the stored energies.`
      );
    }
    const channels = scan.channels.map(arm => (arm.bragg ? refine(arm) : arm));
    return { values: [{ kind: 'scan', name, scan: { ...scan, channels } }], numbers: {}, warnings };
  }
});
