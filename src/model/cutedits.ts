import { nextId, takenIds, type AnalysisDocument, type Id } from '../analysis/document/index.js';
import type { Cut } from '../science/map.js';
import { cutStem, cutsOf, stepOfCut, type ModelCut } from './cuts.js';
import { withParameters, withStep, withView, without } from './docedits.js';

/** Whether a cut's numbers are some: JSON can't keep others. */
export function isCut({ at, width }: Cut): boolean {
  return Number.isFinite(at) && Number.isFinite(width) && width >= 0;
}

/** A person touched the cuts: the first ones are from now on steps of the document, before all others. */
export function withOwnCuts(
  document: AnalysisDocument,
  cuts: readonly ModelCut[]
): AnalysisDocument {
  const first = cuts.filter(({ isImplicit }) => isImplicit).map(stepOfCut);
  if (document.view.firstCuts === 'own' && first.length === 0) {
    return document;
  }
  const own = withView(document, { firstCuts: 'own' });
  return first.length === 0 ? own : { ...own, steps: [...first, ...document.steps] };
}

/** @throws XESError `analysis/too-large` */
export function withCut(document: AnalysisDocument, { type, at, width }: Cut) {
  const id = nextId(takenIds(document), cutStem);
  return withStep(document, stepOfCut({ id, type, at, width }));
}

/** Another place or width; numbers that are none, and an unknown cut, change nothing. */
export function withCutChanged(
  document: AnalysisDocument,
  id: Id,
  patch: Partial<Cut>
): AnalysisDocument {
  const cut = cutsOf(document, null).find(one => one.id === id);
  const entry = document.steps.find(step => step.id === id);
  return cut && entry && isCut({ ...cut, ...patch })
    ? withParameters(document, id, { ...entry.parameters, ...patch })
    : document;
}

/** @throws XESError where a step works on it. */
export function withoutCut(document: AnalysisDocument, id: Id): AnalysisDocument {
  return document.steps.some(step => step.id === id) ? without(document, [id]) : document;
}
