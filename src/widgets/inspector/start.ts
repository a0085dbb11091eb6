import { cuttable, type CuttableMap } from '../../analysis/cutplaces.js';
import { refText, scansId, stepOf, type Id, type Ref } from '../../analysis/document/index.js';
import type { Failure } from '../../analysis/steps/part.js';
import type { Step } from '../../analysis/steps/step.js';
import { XESError } from '../../base/errors.js';
import type { ComputeResult } from '../../compute/types.js';
import { cutOf, type AnalysisModel } from '../../model/index.js';
import { needsStart, type IStart, type StartCurve } from './firstvalues.js';
import { fromOf } from './from.js';

type Found = { map: CuttableMap } | { curve: StartCurve };

/** What is known of the inputs of a new step; null if it needs data that is not available yet. */
export function startNow(model: AnalysisModel, step: Step, refs: readonly Ref[]): IStart | null {
  const found = refs.flatMap(ref => drawnOf(model, ref) ?? []);
  const counts = refs.map(ref => countNow(model, ref));
  const isKnown = found.length > 0 && counts.every(count => count > 0);
  return isKnown || !needsStart(step)
    ? startWith(model, refs, found, sum(counts.map(count => Math.max(1, count))))
    : null;
}

/**
 * The same, reading and computing what is missing. Of scans, the first available one is enough.
 * @throws XESError if no row has data.
 */
export async function startOf(model: AnalysisModel, refs: readonly Ref[]): Promise<IStart> {
  const found: Found[] = [];
  let failure: Failure | null = null;
  let count = 0;
  for (const ref of refs) {
    if (found.length > 0 && countNow(model, ref) > 0) {
      count += countNow(model, ref);
      continue;
    }
    const { items, outcome } = await model.result(ref);
    count += Math.max(1, items.length);
    found.push(...valuesOf(items));
    failure ??= items.find(({ error }) => error)?.error ?? outcome.error;
  }
  if (found.length === 0) {
    const { code, message } = failure ?? nothingThere;
    throw new XESError(code, `A step can’t be added to rows without a result: ${message}`);
  }
  return startWith(model, refs, found, count);
}

const nothingThere: Failure = {
  code: 'step/input',
  message: 'Select a scan, or a result that is a map or a spectrum.'
};

function startWith(
  model: AnalysisModel,
  refs: readonly Ref[],
  found: readonly Found[],
  count: number
): IStart {
  const map = found.find(entry => 'map' in entry)?.map ?? null;
  const curve = found.find(entry => 'curve' in entry)?.curve ?? null;
  // a cut is placed next to the drawn cuts and those of the same rows; for all scans, also next to
  // the first cuts
  const from = fromOf(model.document, refs);
  const drawn = model.cuts.filter(({ isImplicit }) => !isImplicit || from[0] === scansId);
  const { steps } = model.document;
  const others = steps.filter(step => textOf(step.from) === textOf(from));
  const cuts = [...drawn, ...others.flatMap(step => cutOf(step) ?? [])];
  const { zoom, view: plane } = model.view.map;
  const looked = { cuts, zoom, plane };
  return { map, curve, count, looked };
}

function textOf(from: readonly (Id | Ref)[]): string {
  return from.map(refText).join();
}

/** How many inputs a row is, if known; otherwise 0. */
function countNow(model: AnalysisModel, ref: Ref): number {
  return stepOf(model.document, ref.id) ? model.items(ref).length : 1;
}

function drawnOf(model: AnalysisModel, ref: Ref): Found | null {
  const value =
    model.shown.find(item => refText(item.ref) === refText(ref))?.value ??
    model.shown.find(item => item.ref.id === ref.id)?.value;
  if (value?.kind === 'map') {
    return { map: value };
  }
  return value?.kind === 'spectrum' ? { curve: value } : null;
}

function valuesOf(items: ComputeResult['items']): Found[] {
  return items.flatMap(({ value }): Found[] => {
    switch (value?.kind) {
      case 'map':
        return [{ map: cuttable(value.map) }];
      case 'spectrum':
        return [{ curve: value.spectrum }];
      default:
        return [];
    }
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
