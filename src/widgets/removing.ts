import { removalOf, type Dependents, type Id } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';
import { titleOf, type AnalysisModel } from '../model/index.js';

/** Results affected by a removal, by label. */
export interface IRemovalQuestion {
  /** Steps with no other input, which are removed as well. */
  readonly gone: readonly string[];
  /** Steps that continue with their other inputs. */
  readonly less: readonly string[];
}

/** @returns whether they may be removed. */
export type ConfirmRemoval = (question: IRemovalQuestion) => Promise<boolean>;

/** How scans and steps are removed. */
export interface IRemoving {
  /** Whether it is the tab of a lone scan, which stays in it. */
  isLone: boolean;
  /** If absent, `dependents` decides what happens to steps that depend on them. */
  confirm?: ConfirmRemoval;
  /** If absent, the removal is refused when other results depend on the rows. */
  dependents?: Dependents;
}

/**
 * Remove scans and steps. If confirmed, steps with other inputs continue without these, and steps
 * with no other input are removed too.
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
      'A scan that was opened on its own stays in its tab. Close the tab, or remove the results that depend on it.'
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
