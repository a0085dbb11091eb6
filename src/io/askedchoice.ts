import type { ReadChoice } from '../formats/mapping/types.js';
import type { GivenSchema } from '../formats/schema/types.js';

/** A read choice with the schemas to try; undefined if both are empty. */
export function choiceWith(
  choice: ReadChoice | undefined,
  given: readonly GivenSchema[]
): ReadChoice | undefined {
  return given.length === 0 ? choice : { ...choice, given };
}
