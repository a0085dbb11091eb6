import type { ReadChoice } from '../formats/mapping/types.js';
import type { GivenSchema } from '../formats/schema/types.js';

/** What is said of a file, with the schemas that it may be read by; undefined where there is nothing. */
export function choiceWith(
  choice: ReadChoice | undefined,
  given: readonly GivenSchema[]
): ReadChoice | undefined {
  return given.length === 0 ? choice : { ...choice, given };
}
