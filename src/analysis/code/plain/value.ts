/** What is known of a value of the code before it runs. */
export interface PlainValue {
  readonly kind: 'spectrum' | 'map' | 'number';
  /** The energy that a spectrum runs along. */
  readonly axis: 'emission' | 'incident';
  /** From what σ would follow: its counts, which it still has; nothing; or what this code does not carry along. */
  readonly noise: 'counts' | 'none' | 'other';
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
