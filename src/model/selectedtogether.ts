import { stepOf, type AnalysisDocument, type Ref } from '../analysis/document/index.js';
import { isDrawn } from '../analysis/mapcuts.js';

/**
 * With more selected rows than this, as for removing them, none is read or drawn because of the
 * selection.
 */
export const maxTogether = 20;

/**
 * Rows that are drawn because several are selected, like the active one: visible before they are
 * ticked. A cut is drawn with its map.
 */
export function selectedTogether({
  view: { selected },
  steps
}: Pick<AnalysisDocument, 'view' | 'steps'>): readonly Ref[] {
  const isSeveral = selected.length > 1 && selected.length <= maxTogether;
  const isCut = ({ id }: Ref) => {
    const step = stepOf({ steps }, id);
    return step !== null && isDrawn(step);
  };
  return isSeveral ? selected.filter(ref => !isCut(ref)) : [];
}
