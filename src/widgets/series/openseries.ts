import {
  asRef,
  asSource,
  itemKey,
  sampleIds,
  scansId,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref
} from '../../analysis/document/index.js';
import { XESError } from '../../base/errors.js';
import type { AnalysisModel } from '../../model/index.js';
import { fromOf } from '../inspector/from.js';
import { inspectedRefs } from '../inspector/inspect.js';
import { startsOf } from './along.js';
import type { SeriesPageName } from './pages.js';

/**
 * Open the page for the selected scans or curves, or for all samples if fewer than two are
 * selected. This is one undo entry, including the times of the scans, which are known once they are
 * read.
 * @returns the id of its step. @throws XESError `analysis/edit` if there are fewer than two scans.
 */
export async function openSeries(model: AnalysisModel, page: SeriesPageName): Promise<Id> {
  const refs = chosen(model);
  if (page === 'quality') {
    return model.openSeries({ step: 'consistency', from: sourcesOf(model.document, refs) });
  }
  // each on its own: it has its own time, and scans added later would have none here
  const from = refs.map(asSource);
  const known = timesOfScans(model, refs);
  if (known) {
    return model.openSeries({ step: 'drift', from, parameters: { times: known } });
  }
  const merge = `damage ${model.document.steps.length}`;
  const id = model.openSeries({ step: 'drift', from }, merge);
  const opened = model.document;
  await model.settled;
  // if anything was edited meanwhile, this would become a separate undo entry after that edit
  const { scans, steps } = model.document;
  if (!model.isDisposed && steps === opened.steps && scans === opened.scans) {
    giveTimes(model, id, merge);
  }
  return id;
}

/** How many inputs a row is, if known. */
function countOf(model: AnalysisModel, ref: Ref): number {
  const items = model.items(ref).filter(({ valueKey }) => valueKey !== null).length;
  return Math.max(1, items);
}

function chosen(model: AnalysisModel): readonly Ref[] {
  const selected = inspectedRefs(model);
  const samples = sampleIds(model.document).map(id => ({ id }));
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

/** All samples as a group: scans added later are then included. */
function sourcesOf(document: AnalysisDocument, refs: readonly Ref[]): readonly (Id | Ref)[] {
  const from = fromOf(document, refs);
  const isArmOfAll = from.some(entry => asRef(entry).id === scansId && asRef(entry).channel);
  return isArmOfAll ? refs.map(asSource) : from;
}

/** The start times of scans that are already read; null if there are other rows. */
function timesOfScans(model: AnalysisModel, refs: readonly Ref[]): number[] | null {
  const ids = new Set(model.document.scans.map(scan => scan.id));
  // a scan is a single input if it has one arm or its arm is named
  const isOne = (ref: Ref) => ids.has(ref.id) && countOf(model, ref) === 1;
  return refs.every(isOne)
    ? hoursOf(
        model,
        refs.map(({ id, channel }) => itemKey([id], channel))
      )
    : null;
}

/** Set the times of a step's inputs, if it has none. */
function giveTimes(model: AnalysisModel, id: Id, merge: string): void {
  const entry = model.document.steps.find(step => step.id === id);
  const hours = hoursOf(model, model.outcome(id)?.inputs ?? []);
  if (entry && hours && entry.parameters.times === undefined) {
    model.setTimes(id, hours, merge);
  }
}

/** Times since the first of the scans of items, h; null if not all start times are known. */
function hoursOf(model: AnalysisModel, keys: readonly ItemKey[]): number[] | null {
  const starts = startsOf(model, keys);
  const first = starts?.reduce((least, start) => Math.min(least, start), Infinity) ?? NaN;
  return starts && starts.map(start => Number(((start - first) / 3_600_000).toFixed(4)));
}
