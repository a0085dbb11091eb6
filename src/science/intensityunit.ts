import { XESError } from '../base/errors.js';
import type { ArmPoints, Points } from './points.js';
import type { Spectrum } from './spectrum.js';
import { extent } from './statistics.js';

/** Counts over the monitor: independent of beam intensity and counting time. */
export const perMonitor = 'counts / monitor';

/** Unit of an arm's intensity; undefined if unknown. */
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

/** Units of counts that are not divided by a monitor. */
const counted = /^counts (in|\/ reading)/;

/** Anything with intensities: a spectrum or a map. */
type Measured = Pick<Spectrum, 'unit'>;

/** The common unit of spectra; empty if one is unknown, or they differ. */
export function commonUnit(...spectra: readonly Measured[]): Measured {
  const unit = spectra[0]?.unit;
  return unit !== undefined && spectra.every(spectrum => spectrum.unit === unit) ? { unit } : {};
}

/**
 * Spectra may only be combined if their intensities have the same unit. Unknown units pass.
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
