import { energyOfAngle, refineEnergies } from '../../science/bragg.js';
import { pointValues } from '../../science/pointaxis.js';
import { isMeasured } from '../../science/statistics.js';
import { choice } from './parameters/index.js';
import { crystalParameters, spacingOf } from './crystals.js';
import { InputError, placeholder } from './labels.js';
import type { StepWarning } from './part.js';
import { defineStep, singleOutput } from './step.js';
import type { Channel } from '../../formats/scan.js';

/** The choice of a scan's emission energies. */
export const energyAxisStep = defineStep({
  name: 'energyAxis',
  title:
    'Emission energies as stored, refined from the Bragg angle (I20 stores them truncated to 0.01 eV), or those of the angle and a crystal.',
  takes: ['scan'],
  gives: 'scan',
  inputs: 'each',
  parameters: {
    axis: choice(['stored', 'bragg', 'crystal'], {
      description:
        'Which energies: as stored; these without their truncation; or hc/(2d sinθ) of the crystal that is named',
      default: 'bragg'
    }),
    ...crystalParameters
  },
  each({ scan }, { axis, ...planes }) {
    if (axis === 'stored') {
      return singleOutput({ kind: 'scan', scan });
    }
    const warnings: StepWarning[] = [];
    const d = axis === 'crystal' ? spacingOf(planes) : null;
    const refine = (arm: Channel): Channel => {
      if (d !== null) {
        return { ...arm, emission: energiesOf(arm.bragg ?? pointValues(arm.emission), d) };
      }
      const { emission, warnings: refining } = refineEnergies(pointValues(arm.emission), arm.bragg);
      warnings.push(...refining);
      return { ...arm, emission };
    };
    if (scan.channels.every(({ bragg }) => !bragg)) {
      throw new InputError(
        'scan/no-energy',
        `"${placeholder(0)}" has no Bragg angles: use the stored energies.`
      );
    }
    const channels = scan.channels.map(arm => (arm.bragg ? refine(arm) : arm));
    return { ...singleOutput({ kind: 'scan', scan: { ...scan, channels } }), warnings };
  }
});

/** Energies of Bragg angles; NaN without an angle. @throws XESError `energy/impossible` */
function energiesOf(angles: Float64Array, d: number): Float64Array {
  return angles.map(angle => (isMeasured(angle) ? energyOfAngle(angle, d) : NaN));
}
