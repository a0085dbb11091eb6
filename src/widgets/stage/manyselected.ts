import { mostTogether } from '../../model/index.js';

/** Explains why a very large selection is not drawn, while several selected rows are. */
export function manySelected(count: number): string[] {
  return count > mostTogether
    ? [
        `${count} rows are selected: beyond ${mostTogether}, only the ticked rows and the active row are drawn.`
      ]
    : [];
}
