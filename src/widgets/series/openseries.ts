import {
  asRef,
  asSource,
  scansId,
  type AnalysisDocument,
  type Id,
  type Ref
} from '../../analysis/document/index.js';
import { XESError } from '../../base/errors.js';
import type { AnalysisModel } from '../../model/index.js';
import { fromOf } from '../inspector/from.js';
import { inspectedRefs } from '../inspector/inspect.js';
import { startsOf } from './along.js';
import type { SeriesPageName } from './pages.js';

/**
 * Open the page on the scans, or the curves, that are selected; on all samples where fewer than two are. It is one undo
 * entry, also with the times of the scans, which are known once they are read.
 * @returns the id of its step. @throws XESError `analysis/edit` where there are fewer than two scans.
 */
export async function openSeries(model: AnalysisModel, page: SeriesPageName): Promise<Id> {
  const refs = chosen(model);
  if (page === 'quality') {
    return model.openSeries({ step: 'consistency', from: sourcesOf(model.document, refs) });
  }
  // each by itself: its time is its own, and scans that are added later have none here
  const step = { step: 'drift', from: refs.map(asSource) };
  const merge = `damage ${model.document.steps.length}`;
  const id = model.openSeries(step, merge);
  await model.settled;
  giveTimes(model, id, merge);
  return id;
}

/** How many inputs a row is, as far as that is known. */
function countOf(model: AnalysisModel, ref: Ref): number {
  const items = model.items(ref).filter(({ valueKey }) => valueKey !== null).length;
  return Math.max(1, items);
}

function chosen(model: AnalysisModel): readonly Ref[] {
  const selected = inspectedRefs(model);
  const samples = model.document.scans.filter(({ role }) => !role).map(({ id }) => ({ id }));
  const count = selected.reduce((sum, ref) => sum + countOf(model, ref), 0);
  const refs = count > 1 ? selected : samples;
  if (refs === samples && samples.length < 2) {
    throw new XESError(
      'analysis/edit',
      'One scan can’t be compared with others. Add the scans of the same sample first.'
    );
  }
  return refs;
}

/** All samples as such: then scans that are added later are looked at too. */
function sourcesOf(document: AnalysisDocument, refs: readonly Ref[]): readonly (Id | Ref)[] {
  const from = fromOf(document, refs);
  const isArmOfAll = from.some(one => asRef(one).id === scansId && asRef(one).channel);
  return isArmOfAll ? refs.map(asSource) : from;
}

/** Give a step the times since the first of its scans, h, where all were begun at times that are known. */
function giveTimes(model: AnalysisModel, id: Id, merge: string): void {
  const entry = model.document.steps.find(step => step.id === id);
  const starts = entry && startsOf(model, model.outcome(id)?.inputs ?? []);
  if (!model.isDisposed && starts && starts.length > 1 && entry.parameters.times === undefined) {
    const first = starts.reduce((least, one) => Math.min(least, one), Infinity);
    const hours = starts.map(start => Number(((start - first) / 3_600_000).toFixed(4)));
    model.setStep(id, { times: hours }, merge);
  }
}
