import { removalOf, type Dependents, type Id } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';
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

/** How scans and steps are removed. */
export interface IRemoving {
  /** Whether it is in the tab of a lone scan, which that scan stays in. */
  isLone: boolean;
  /** Absent: `dependents` says what becomes of what works on them. */
  confirm?: ConfirmRemoval;
  /** Refused where it is left out. */
  dependents?: Dependents;
}

/**
 * Remove scans and steps. Where that is confirmed, a step that works on other results as well goes on without them, and one that
 * does not goes too.
 * @returns whether they were removed. @throws XESError `analysis/edit`
 */
export async function removeEntries(
  model: AnalysisModel,
  ids: readonly Id[],
  { isLone, confirm, dependents }: IRemoving
): Promise<boolean> {
  if (isLone && model.document.scans.some(({ id }) => ids.includes(id))) {
    throw new XESError(
      'analysis/edit',
      'A scan that is open by itself stays in its tab. Close the tab, or remove what is made of it.'
    );
  }
  if (!confirm) {
    model.remove(ids, dependents);
    return true;
  }
  let asked = new Set<Id>();
  for (;;) {
    const left = presentIn(model, ids);
    const { removed: gone, less } = removalOf(model.document, left);
    const also = [...gone, ...less];
    if (also.every(id => asked.has(id))) {
      if (left.length > 0) {
        model.remove(left, 'detach');
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

function presentIn({ document, firstCuts }: AnalysisModel, ids: readonly Id[]): Id[] {
  const present = new Set([...document.scans, ...document.steps, ...firstCuts].map(({ id }) => id));
  return ids.filter(id => present.has(id));
}
