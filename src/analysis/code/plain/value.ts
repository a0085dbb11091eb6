import type { NumberResult } from '../../steps/values.js';

/** Facts about a value of the code before it runs. */
export interface PlainValue {
  readonly kind: 'spectrum' | 'map' | 'number';
  /** The energy that a spectrum runs along. */
  readonly axis: 'emission' | 'incident';
  /**
   * How σ would be obtained: from counts, which it still has; not at all; or from something this
   * code does not propagate.
   */
  readonly noise: 'counts' | 'none' | 'other';
  /**
   * The meaning of its intensity, such as `intensity over monitor`: curves of different scales are
   * plotted separately.
   */
  readonly scale: string;
  /** Scatter of repeated readings of one energy along it, eV; for a map, of the incident energy. */
  readonly jitter: number;
}

/** A value as named in the code. */
export interface PlainInput {
  readonly text: string;
  readonly value: PlainValue;
}

/** A value without its counts. */
export function uncounted(value: PlainValue): PlainValue {
  return { ...value, noise: value.noise === 'counts' ? 'other' : value.noise };
}

/** A number of a result. */
export interface PlainNumber {
  readonly label: string;
  readonly text: string;
  /** The viewer's value, with its σ; null if not known. */
  readonly found: NumberResult | null;
}

/** A fitted background, and the curve above it. */
export interface Subtraction {
  readonly over: string;
  readonly under: string;
}
