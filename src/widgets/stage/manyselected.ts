import { maxTogether } from '../../model/index.js';

/** Explains why a very large selection is not drawn, while several selected rows are. */
export function manySelected(count: number): string[] {
  return count > maxTogether
    ? [
        `${count} rows are selected: beyond ${maxTogether}, only the ticked rows and the active row are drawn.`
      ]
    : [];
}
