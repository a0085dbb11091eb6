import type { StepPart } from './part.js';
import type { Value } from './values.js';

/** When the scan that a value was made of was begun, ms since 1970; null where that is not known, or it was made of several. */
export function begunOf(value: Value): number | null {
  if (value.kind !== 'scan') {
    return value.begun ?? null;
  }
  const begun = Date.parse(value.scan.metadata.startTime);
  return Number.isFinite(begun) ? begun : null;
}

/** A part whose outputs know when the one input that it was made of was begun. */
export function timedPart(part: StepPart, inputs: readonly Value[]): StepPart {
  const at = part.input ?? (inputs.length === 1 ? 0 : null);
  const begun = at === null ? null : begunOf(inputs[at]);
  if (begun === null) {
    return part;
  }
  const outputs = Object.entries(part.outputs).map(([name, value]) => [
    name,
    value.kind === 'scan' ? value : { ...value, begun }
  ]);
  return { ...part, outputs: Object.fromEntries(outputs) as StepPart['outputs'] };
}

const hour = 3_600_000;

/** Hours since the first of several was begun; null where that is not known of all, or all were at once. */
export function hoursSinceFirst(values: readonly Value[]): number[] | null {
  const begun = values.map(begunOf).filter(one => one !== null);
  const first = begun.reduce((least, one) => Math.min(least, one), Infinity);
  return begun.length === values.length && new Set(begun).size > 1
    ? begun.map(one => (one - first) / hour)
    : null;
}
