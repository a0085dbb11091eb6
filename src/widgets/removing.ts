import { removalOf, type AnalysisDocument, type Id } from '../analysis/document/index.js';
import { titleOf, type AnalysisModel } from '../model/index.js';

/** What is asked before a removal that changes other results, by their labels. */
export interface IRemovalQuestion {
  /** What works on nothing else, and goes as well. */
  readonly gone: readonly string[];
  /** What goes on with the rest of what it works on. */
  readonly less: readonly string[];
}

/** @returns whether they may be removed. */
export type ConfirmRemoval = (question: IRemovalQuestion) => Promise<boolean>;

/**
 * Remove scans and steps. A step that works on other results as well goes on without them, one that does not goes too,
 * where that is confirmed.
 * @param confirm absent: then what others work on is refused. @returns whether they were removed.
 * @throws XESError `analysis/edit`
 */
export async function removeEntries(
  model: AnalysisModel,
  ids: readonly Id[],
  confirm?: ConfirmRemoval
): Promise<boolean> {
  let asked = new Set<Id>();
  for (;;) {
    const left = presentIn(model.document, ids);
    const { gone, less } = removalOf(model.document, left);
    const also = [...gone, ...less];
    if (!confirm || also.every(id => asked.has(id))) {
      if (left.length > 0) {
        model.remove(left, confirm ? 'detach' : 'refuse');
      }
      return left.length > 0;
    }
    asked = new Set(also);
    const titles = (some: readonly Id[]) => some.map(id => titleOf(model.document, id) ?? id);
    const isConfirmed = await confirm({ gone: titles(gone), less: titles(less) });
    if (!isConfirmed || model.isDisposed) {
      return false;
    }
  }
}

function presentIn({ scans, steps }: AnalysisDocument, ids: readonly Id[]): Id[] {
  const present = new Set([...scans, ...steps].map(({ id }) => id));
  return ids.filter(id => present.has(id));
}
