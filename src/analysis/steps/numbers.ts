import type { Estimate } from '../../science/spectrum.js';
import type { NumberResult } from './values.js';

/** An estimate as a result: a σ that is not known is null, as JSON has no NaN. */
export function estimate({ value, sigma }: Estimate, unit = ''): NumberResult {
  return { value, sigma: Number.isFinite(sigma) ? sigma : null, unit };
}

/** A number that has no σ. */
export function plain(value: number, unit = ''): NumberResult {
  return { value, sigma: null, unit };
}

/** How two ranges meet, where that is known. */
export function ratioNumber({ ratio }: { ratio: Estimate | null }): Record<string, NumberResult> {
  return ratio ? { ratioAtJoin: estimate(ratio) } : {};
}
