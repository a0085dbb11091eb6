import { mostTogether } from '../../model/index.js';

/** Says why of very many rows that are selected none is drawn for that, where several are. */
export function manySelected(count: number): string[] {
  return count > mostTogether
    ? [
        `${count} rows are selected: of more than ${mostTogether} those are drawn that are ticked, and the active one.`
      ]
    : [];
}
