import { mostTogether } from '../../model/index.js';

/** Explains why a very large selection is not drawn, while several selected rows are. */
export function manySelected(count: number): string[] {
  return count > mostTogether
    ? [
        `${count} rows are selected: of more than ${mostTogether} those are drawn that are ticked, and the active one.`
      ]
    : [];
}
