import type { CutType } from '../../../science/map.js';
import { scansId } from '../ids.js';
import type { AnalysisDocument, Id, StepEntry } from '../types.js';
import { refused, requireStep } from './change.js';
import { remove } from './remove.js';
import type { WithIds } from './scans.js';
import { addStep, setStep, type NewStep, type WithId } from './steps.js';

/** A cut through maps: the band |q − at| ≤ width/2 about a constant energy q. */
export interface NewCut extends Omit<NewStep, 'step' | 'parameters'> {
  readonly type: CutType;
  /** eV */
  readonly at: number;
  /** eV; absent: one step of the energy that is held constant. */
  readonly width?: number;
  /** Arm; absent: that of its input. */
  readonly channel?: string;
}

/** The fields of a cut that can be changed. */
export type CutPatch = Partial<Pick<NewCut, 'type' | 'at' | 'width' | 'channel'>>;

/**
 * Add a cut, of all scans by default. To preserve the first cuts as well, add them before with
 * `addFirstCuts`.
 * @throws XESError as `addStep`
 */
export function addCut(document: AnalysisDocument, cut: NewCut): WithId {
  return addStep(addFirstCuts(document, []).document, stepOfCut(cut));
}

/**
 * Move a cut, or change its width.
 * @throws XESError `analysis/edit` if there is none with this id.
 */
export function setCut(document: AnalysisDocument, id: Id, patch: CutPatch): AnalysisDocument {
  requireCut(document, id);
  return setStep(document, id, { ...patch });
}

/**
 * Remove a cut.
 * @throws XESError `analysis/edit` if there is none with this id, or steps work on it.
 */
export function removeCut(document: AnalysisDocument, id: Id): AnalysisDocument {
  requireCut(document, id);
  return remove(document, [id]);
}

/**
 * Add the first cuts of a map, which are in no document until the user edits them; does nothing if
 * the document already has cuts.
 * @param first the first cuts as shown.
 * @returns their ids, in order; none if nothing was added.
 */
export function addFirstCuts(document: AnalysisDocument, first: readonly NewCut[]): WithIds {
  if (document.view.firstCuts === 'own') {
    return { document, ids: [] };
  }
  const ids: Id[] = [];
  let next: AnalysisDocument = { ...document, view: { ...document.view, firstCuts: 'own' } };
  for (const cut of first) {
    const added = addStep(next, stepOfCut(cut));
    next = added.document;
    ids.push(added.id);
  }
  return { document: next, ids };
}

/** The step of a cut in a document. */
export function stepOfCut({
  type,
  at,
  width,
  channel,
  ...step
}: NewCut): NewStep & Pick<StepEntry, 'from' | 'parameters'> {
  const own = {
    ...(width === undefined ? {} : { width }),
    ...(channel === undefined ? {} : { channel })
  };
  return { from: [scansId], ...step, step: 'cut', parameters: { type, at, ...own } };
}

function requireCut(document: AnalysisDocument, id: Id): void {
  if (requireStep(document, id).step !== 'cut') {
    throw refused(`"${id}" is no cut`);
  }
}
