import type { Estimate } from '../../science/spectrum.js';
import type { NumberResult } from './values.js';

/** An estimate as a result: an unknown σ is null, as JSON has no NaN. */
export function estimate({ value, sigma }: Estimate, unit = ''): NumberResult {
  return { value, sigma: Number.isFinite(sigma) ? sigma : null, unit };
}

/** A number without σ. */
export function plain(value: number, unit = ''): NumberResult {
  return { value, sigma: null, unit };
}

/** The ratio of two ranges, if known. */
export function ratioNumber({ ratio }: { ratio: Estimate | null }): Record<string, NumberResult> {
  return ratio ? { ratioAtJoin: estimate(ratio) } : {};
}
