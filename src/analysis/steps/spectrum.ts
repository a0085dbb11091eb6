import { kindOfChannel } from '../../formats/scan.js';
import { XESError } from '../../science/errors.js';
import { axisOf, channelParameter, requireChannel, spectrumOfArm } from './channels.js';
import { defineStep } from './step.js';

/** A scan's points as one curve. */
export const spectrumStep = defineStep({
  name: 'spectrum',
  title: 'The points of a scan as one spectrum: ΣN/ΣI1 at each energy, with its σ.',
  takes: ['scan'],
  inputs: 'each',
  parameters: { channel: channelParameter },
  apply([{ name, scan }], { channel }) {
    const arm = requireChannel(scan, channel);
    const spectrum = spectrumOfArm(scan, arm);
    if (spectrum.energy.length === 0) {
      throw new XESError(
        'scan/no-intensity',
        `No point of "${name}" has both an energy and an intensity: nothing to make a spectrum of.`
      );
    }
    const isMap = kindOfChannel(scan, arm) === 'RXES';
    const summed = {
      code: 'spectrum/summed',
      message: 'This scan is a map: its points are added up over the incident energies.'
    };
    return {
      values: [{ kind: 'spectrum', name, axis: axisOf(scan, arm), spectrum }],
      numbers: {},
      warnings: isMap ? [summed] : []
    };
  }
});
