import { dependents, type AnalysisDocument, type Id } from '../../analysis/document/index.js';
import { scanTitle, stepTitle, type AnalysisModel } from '../../model/index.js';

/** Steps that work on what is to be removed and are not among it. */
export function alsoRemoved(document: AnalysisDocument, ids: readonly Id[]): Id[] {
  const gone = new Set(ids);
  const found = new Set(ids.flatMap(id => [...dependents(document.steps, id)]));
  return [...found].filter(id => !gone.has(id));
}

/** What a list calls scans and steps. */
export function titlesOf({ scans, steps }: AnalysisDocument, ids: readonly Id[]): string[] {
  const wanted = new Set(ids);
  return [
    ...scans.filter(({ id }) => wanted.has(id)).map(scanTitle),
    ...steps.filter(({ id }) => wanted.has(id)).map(stepTitle)
  ];
}

/**
 * Remove scans and steps, with the steps that work on them where that is confirmed.
 * @param confirm asks, with their labels; absent: then what others work on is refused.
 * @throws XESError `analysis/edit`
 */
export async function removeEntries(
  model: AnalysisModel,
  ids: readonly Id[],
  confirm?: (names: readonly string[]) => Promise<boolean>
): Promise<void> {
  let asked = new Set<Id>();
  for (;;) {
    const left = presentIn(model.document, ids);
    const also = alsoRemoved(model.document, left);
    if (!confirm || also.every(id => asked.has(id))) {
      if (left.length > 0) {
        model.remove(left, confirm ? 'remove' : 'refuse');
      }
      return;
    }
    asked = new Set(also);
    const isConfirmed = await confirm(titlesOf(model.document, also));
    if (!isConfirmed || model.isDisposed) {
      return;
    }
  }
}

function presentIn({ scans, steps }: AnalysisDocument, ids: readonly Id[]): Id[] {
  const present = new Set([...scans, ...steps].map(({ id }) => id));
  return ids.filter(id => present.has(id));
}
