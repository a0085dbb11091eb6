import { XESError } from '../base/errors.js';
import type { ArmPoints, Points } from './points.js';
import type { Spectrum } from './spectrum.js';
import { extent } from './statistics.js';

/** Counts over the monitor: independent of the beam and of the counting time. */
export const perMonitor = 'counts / monitor';

/** In what the intensity of an arm is; undefined where nothing tells. */
export function unitOfArm({ monitor, time }: Points, arm: ArmPoints): string | undefined {
  if (arm.unit !== undefined || !arm.counts) {
    return arm.unit;
  }
  if (monitor) {
    return perMonitor;
  }
  const [shortest, longest] = (time && extent(time)) ?? [NaN, NaN];
  return shortest > 0.99 * longest
    ? `counts in ${Number(longest.toPrecision(2))} s`
    : 'counts / reading';
}

/** Units of counts that are over no monitor. */
const counted = /^counts (in|\/ reading)/;

/** What has intensities: a spectrum or a map. */
type Measured = Pick<Spectrum, 'unit'>;

/** The unit that all of some spectra have; none where one of them is not known, or they differ. */
export function commonUnit(...spectra: readonly Measured[]): Measured {
  const unit = spectra[0]?.unit;
  return unit !== undefined && spectra.every(one => one.unit === unit) ? { unit } : {};
}

/**
 * Spectra are put together only where their intensities are of one kind. Those of which it is not known pass.
 * @throws XESError `spectrum/units-differ`
 */
export function requireSameUnit(spectra: readonly Measured[]): void {
  const units = [...new Set(spectra.flatMap(({ unit }) => unit ?? []))];
  if (units.length > 1) {
    const isWithoutMonitor = units.includes(perMonitor) && units.some(unit => counted.test(unit));
    throw new XESError(
      'spectrum/units-differ',
      `The intensities of these spectra are not of one kind (${units.join('; ')}): they can't be put together. ` +
        (isWithoutMonitor
          ? 'One of the scans has no monitor (I1): leave it out, or normalise each by its own area first.'
          : 'Normalise all of them in one way first, such as each by its own area.')
    );
  }
}
