import { writtenEnergy } from '../../base/writtenenergy.js';
import {
  firstChannel,
  kindOfChannel,
  type Channel,
  type ChannelOutline,
  type Scan,
  type ScanOutline
} from '../../formats/scan.js';
import { XESError } from '../../base/errors.js';
import type { JSONValue } from './json.js';
import { nameLike } from './parameters/index.js';
import type { Step } from './step.js';
import type { SpectrumAxis } from './values.js';
import { scanSpectrum } from '../../science/grid.js';
import { axisValues, type PointAxis } from '../../science/pointaxis.js';
import type { Spectrum } from '../../science/spectrum.js';
import { median } from '../../science/statistics.js';

/**
 * The parameter for a channel: on I20 an arm of the spectrometer, elsewhere any name in the file.
 */
export const channelParameter = nameLike(['upper', 'lower', 'default'], {
  description:
    'Channel of the scan, such as an arm of the spectrometer; without it the first that measured what the scan is',
  default: null
});

/**
 * The arm of this name, or the scan's first one measured for the scan's kind.
 * @throws XESError `scan/channel-missing`, listing the existing ones.
 */
export function requireChannel<C extends ChannelOutline>(
  scan: ScanOutline<C>,
  name: string | null
): C {
  const channel =
    name === null
      ? (firstChannel(scan) ?? scan.channels[0])
      : scan.channels.find(channel => channel.name === name);
  if (!channel) {
    const present = scan.channels.map(({ name: other }) => other).join(' and ');
    throw new XESError(
      'scan/channel-missing',
      `There is no channel "${name}" in this scan; it has ${present || 'none'}.`
    );
  }
  return channel;
}

/**
 * All parameters of a step for an existing channel, whatever its name.
 * @throws XESError `step/parameter`
 */
export function completeFor(
  step: Pick<Step, 'complete'>,
  { name }: Pick<ChannelOutline, 'name'>,
  given: Readonly<Record<string, unknown>> = {}
): Record<string, JSONValue> {
  return { ...step.complete(given), channel: name };
}

/** The energy axis of an arm's spectrum. */
export function axisOf(scan: Scan, channel: Channel): SpectrumAxis {
  const moved = kindOfChannel(scan, channel) === 'HERFD-XANES' ? 'incident' : 'emission';
  return channel.axis ?? moved;
}

/**
 * The points of an arm as one curve.
 * @throws XESError `scan/not-a-spectrum` if neither energy was scanned.
 */
export function spectrumOfArm(scan: Scan, arm: Channel): Spectrum {
  const points = arm.emission.length;
  if (kindOfChannel(scan, arm) === 'time-series' && points > 1) {
    throw new XESError(
      'scan/not-a-spectrum',
      `Neither energy was moved in this scan (${energiesText(scan, arm)}): its ${points} points are a time series, no spectrum.`
    );
  }
  return scanSpectrum(scan, arm);
}

function energiesText({ incident }: Scan, { emission }: Channel): string {
  const text = (symbol: string, energies: PointAxis | null) => {
    const energy = median(energies ? axisValues(energies) : []);
    return Number.isNaN(energy) ? [] : [`${symbol} = ${writtenEnergy(energy)} eV`];
  };
  const known = [...text('Ω', incident), ...text('ω', emission)];
  return known.join(', ') || 'none is known';
}
