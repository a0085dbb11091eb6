import { curveHelpers } from './curvehelpers.js';
import { fitHelpers } from './fithelpers.js';
import type { Helper } from './helper.js';
import { mapHelpers } from './maphelpers.js';
import { readHelpers } from './readhelpers.js';

/** All helpers, each after those it calls. */
const helpers: readonly Helper[] = [...readHelpers, ...mapHelpers, ...curveHelpers, ...fitHelpers];

/** Names that no variable can have. */
export const helperNames: readonly string[] = helpers.map(({ name }) => name);

/** The source of the called helpers and of those they call. */
export function helperTexts(called: ReadonlySet<string>): string[] {
  const needed = new Set(called);
  for (const { name, needs = [] } of [...helpers].reverse()) {
    if (needed.has(name)) {
      needs.forEach(item => needed.add(item));
    }
  }
  return helpers.filter(({ name }) => needed.has(name)).map(({ text }) => text.trim());
}
