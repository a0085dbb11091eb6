import { referencePlace } from '../document/edits/sets.js';
import type { ItemKey, StepEntry } from '../document/types.js';
import { withReason } from '../steps/approximate.js';
import type { StepPart } from '../steps/part.js';
import type { PassContext } from './context.js';
import { lineageOf } from './lineage.js';

/** The inputs of a comparison that share a measurement with its reference. */
export interface Dependence {
  reference: number;
  inputs: readonly number[];
}

/** Null for a step that compares nothing, and if all inputs are independent of the reference. */
export async function dependenceOf(
  pass: PassContext,
  entry: StepEntry,
  keys: readonly ItemKey[]
): Promise<Dependence | null> {
  const reference = referencePlace({ step: entry.step, from: keys });
  if (reference === null) {
    return null;
  }
  const referenceLineage = await lineageOf(pass, keys[reference], entry);
  const inputs: number[] = [];
  for (const [i, key] of keys.entries()) {
    const own = i === reference ? [] : [...(await lineageOf(pass, key, entry))];
    inputs.push(...(own.some(item => referenceLineage.has(item)) ? [i] : []));
  }
  return inputs.length > 0 ? { reference, inputs } : null;
}

/** Parts with a warning for each input that the reference depends on, and their values marked. */
export function withDependence(
  parts: readonly StepPart[],
  { step }: StepEntry,
  dependence: Dependence | null
): StepPart[] {
  const code = `${step}/not-independent`;
  return parts.map(part => {
    const inputs = dependence?.inputs.filter(i => part.input === null || part.input === i) ?? [];
    if (!dependence || inputs.length === 0 || part.error) {
      return part;
    }
    const marked = withReason(part, dependent);
    if (part.input === null && parts.length > 1) {
      return marked; // inputs have their own parts, which carry the warning
    }
    const added = inputs.map(i => ({
      code,
      message: `"{${i}}" and the reference "{${dependence.reference}}" are in part computed from the same measurement, and differ by less than their σ suggests: ${effects.get(step) ?? defaultEffect} Choose a reference that does not include the scan.`,
      inputs: [i, dependence.reference]
    }));
    return {
      ...marked,
      warnings: [...part.warnings.filter(warning => warning.code !== code), ...added]
    };
  });
}

const defaultEffect = 'σ of what is found is too large.';

const effects: ReadonlyMap<string, string> = new Map([
  ['alignment', 'its shift is found too small.'],
  ['iad', 'σ is too large, and so is what noise alone gives.']
]);

const dependent =
  'The compared spectra share a part of the same measurement: σ assumes that they are independent, and is too large.';
