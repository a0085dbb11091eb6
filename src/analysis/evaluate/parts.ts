import type { StepPart } from '../steps/part.js';
import type { Value } from '../steps/values.js';

/** The main output of a part: its first; null of one that is numbers alone. */
export function mainOutput({ outputs }: StepPart): { name: string; value: Value } | null {
  const [first] = Object.entries(outputs);
  return first ? { name: first[0], value: first[1] } : null;
}
