import type { NumberResult } from '../../steps/values.js';

/** What is known of a value of the code before it runs. */
export interface PlainValue {
  readonly kind: 'spectrum' | 'map' | 'number';
  /** The energy that a spectrum runs along. */
  readonly axis: 'emission' | 'incident';
  /** From what σ would follow: its counts, which it still has; nothing; or what this code does not carry along. */
  readonly noise: 'counts' | 'none' | 'other';
  /** What its intensity is, such as `intensity over monitor`: curves of different ones are drawn apart. */
  readonly scale: string;
  /** Readings of one energy differ by less than this along it, eV; of a map those of the incident energy. */
  readonly jitter: number;
}

/** A value as the code names it. */
export interface PlainInput {
  readonly text: string;
  readonly value: PlainValue;
}

/** A value that has lost its counts, if it had any. */
export function uncounted(value: PlainValue): PlainValue {
  return { ...value, noise: value.noise === 'counts' ? 'other' : value.noise };
}

/** A number of a result. */
export interface PlainNumber {
  readonly label: string;
  readonly text: string;
  /** As the viewer has it, with its σ; null where it is not known. */
  readonly found: NumberResult | null;
}

/** A fitted background, and the curve it lies under. */
export interface Under {
  readonly over: string;
  readonly under: string;
}
