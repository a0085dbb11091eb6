import { stepOf, type AnalysisDocument, type Ref } from '../analysis/document/index.js';
import { isDrawn } from '../analysis/mapcuts.js';

/** Of more rows that are selected, as to be removed or given to a step, none is read or drawn for that alone. */
export const mostTogether = 20;

/**
 * Rows that are drawn because several are selected, as the active one is: seen before they are ticked. A cut is drawn
 * with the map that it goes through.
 */
export function selectedTogether({
  view: { selected },
  steps
}: Pick<AnalysisDocument, 'view' | 'steps'>): readonly Ref[] {
  const isSeveral = selected.length > 1 && selected.length <= mostTogether;
  const isCut = ({ id }: Ref) => {
    const step = stepOf({ steps }, id);
    return step !== null && isDrawn(step);
  };
  return isSeveral ? selected.filter(ref => !isCut(ref)) : [];
}
