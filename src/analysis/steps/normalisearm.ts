import { XESError } from '../../base/errors.js';
import { normaliseReference } from '../../science/normalise.js';
import type { Scan } from '../../formats/scan.js';
import { range } from './parameters/index.js';
import { axisOf, channelParameter, requireChannel, spectrumOfArm } from './channels.js';
import { normalisedBy } from './normalise.js';
import { defineStep } from './step.js';

/** An arm's spectrum divided by the area of the other arm's. */
export const normaliseArmStep = defineStep({
  name: 'normaliseArm',
  title:
    'Divide the spectrum of one arm by the area of the other arm’s, measured at the same time, with σ.',
  takes: ['scan'],
  ofScans: { kind: 'spectrum', arms: 2 },
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    channel: channelParameter,
    range: range({ description: 'Where in the other arm; without it over all', default: null })
  },
  each({ scan }, { channel, range: where }) {
    const arm = requireChannel(scan, channel);
    const spectrum = spectrumOfArm(scan, arm);
    const other = spectrumOfArm(scan, otherArm(scan, arm.name));
    return normalisedBy({ axis: axisOf(scan, arm) }, normaliseReference(spectrum, other, where));
  }
});

function otherArm(scan: Scan, name: string) {
  const found = scan.channels.find(channel => channel.name !== name);
  if (!found) {
    throw new XESError(
      'scan/channel-missing',
      `This scan has the arm "${name}" alone: normalise it by itself, or by a reference scan.`
    );
  }
  return found;
}
