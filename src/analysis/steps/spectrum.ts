import { kindOfChannel, type Scan } from '../../formats/scan.js';
import { axisOf, channelParameter, requireChannel, spectrumOfArm } from './channels.js';
import { InputError, placeholder } from './labels.js';
import type { StepWarning } from './part.js';
import { defineStep, singleOutput } from './step.js';
import type { SpectrumValue } from './values.js';

/** A scan's points as one curve. */
export const spectrumStep = defineStep({
  name: 'spectrum',
  title: 'The points of a scan as one spectrum: ΣN/ΣI1 at each energy, with its σ.',
  takes: ['scan'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: { channel: channelParameter },
  each({ scan }, { channel }) {
    const { value, warnings } = spectrumOfScan(scan, channel, 0);
    return { ...singleOutput(value), warnings };
  }
});

/**
 * The points of an arm as one spectrum; those of a map are summed over the incident energies.
 * @param input index of the scan among a step's inputs.
 * @throws XESError `scan/channel-missing`, `scan/not-a-spectrum`, `scan/no-intensity`
 */
export function spectrumOfScan(
  scan: Scan,
  channel: string | null,
  input: number
): { value: SpectrumValue; warnings: StepWarning[] } {
  const arm = requireChannel(scan, channel);
  const spectrum = spectrumOfArm(scan, arm);
  if (spectrum.energy.length === 0) {
    throw new InputError(
      'scan/no-intensity',
      `No point of "${placeholder(input)}" has both an energy and an intensity: nothing to make a spectrum of.`
    );
  }
  const summed = {
    code: 'spectrum/summed',
    message: 'This scan is a map: its points are added up over the incident energies.'
  };
  return {
    value: { kind: 'spectrum', axis: axisOf(scan, arm), spectrum },
    warnings: kindOfChannel(scan, arm) === 'RXES' ? [summed] : []
  };
}
