import { maxTogether } from '../../model/index.js';

/** Says why of very many rows that are selected none is drawn for that, where several are. */
export function manySelected(count: number): string[] {
  return count > maxTogether
    ? [
        `${count} rows are selected: of more than ${maxTogether} those are drawn that are ticked, and the active one.`
      ]
    : [];
}
