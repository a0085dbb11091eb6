import {
  dependents,
  refText,
  scanOf,
  stepOf,
  type Id,
  type Ref,
  type ReferenceMark,
  type ScanEntry,
  type StepEntry
} from '../../analysis/document/index.js';
import type { State } from '../../analysis/evaluate/outcome.js';
import type { Failure } from '../../analysis/steps/part.js';
import { isDrawn, titleOfStep, type AnalysisModel, type ModelScan } from '../../model/index.js';
import { warningOfItem } from '../../analysis/titles.js';
import { fromOf } from './from.js';
import { inputsOf, type IInspectedInput } from './inspectedinputs.js';
import { inputKeysOf, itemsOf, type IInspectedItem } from './inspecteditems.js';

export interface IInspectedStep {
  kind: 'step';
  entry: StepEntry;
  title: string;
  inputs: readonly IInspectedInput[];
  state: State | null;
  /** Why there is no result at all. */
  error: Failure | null;
  items: readonly IInspectedItem[];
  /** Ticked rows as inputs; null if there are none, or the step can't take them. */
  ticked: readonly (Id | Ref)[] | null;
  /** Known energies drawn over spectra. */
  lines: readonly ReferenceMark[];
}

export interface IInspectedScan {
  kind: 'scan';
  entry: ScanEntry;
  title: string;
  scan: ModelScan;
  /** Name of the selected arm; null for none in particular. */
  channel: string | null;
  items: readonly IInspectedItem[];
}

export interface IInspectedMany {
  kind: 'many';
  refs: readonly Ref[];
  /** Number of rows of each kind. */
  counts: readonly (readonly [kind: string, count: number])[];
  /** The only step among them, with the other rows as its inputs; null if it can't take them. */
  target: { id: Id; title: string; from: readonly (Id | Ref)[] } | null;
}

/**
 * Content of the inspector: the selected rows, or else the active row; null if there is neither.
 */
export type Inspected = IInspectedStep | IInspectedScan | IInspectedMany | null;

/** The selected rows, or else the active row. */
export function inspectedRefs(model: AnalysisModel): readonly Ref[] {
  const { scans, steps } = model.document;
  const known = new Set([...scans, ...steps].map(({ id }) => id));
  const selected = model.view.selected.filter(({ id }) => known.has(id));
  const { activeRef } = model;
  return selected.length > 0 ? selected : activeRef && known.has(activeRef.id) ? [activeRef] : [];
}

export function inspect(model: AnalysisModel): Inspected {
  const refs = inspectedRefs(model);
  const ids = new Set(refs.map(({ id }) => id));
  if (ids.size > 1) {
    return many(model, refs, ids);
  }
  const ref = refs.at(0);
  const step = stepOf(model.document, ref?.id);
  const entry = scanOf(model.document, ref?.id);
  if (ref && step) {
    return inspectStep(model, ref, step);
  }
  const scan = model.scans.find(({ id }) => id === ref?.id);
  return ref && entry && scan
    ? {
        kind: 'scan',
        entry,
        title: model.labelOfRef({ id: ref.id }),
        scan,
        channel: ref.channel ?? null,
        items: itemsOf(model, ref)
      }
    : null;
}

function many(model: AnalysisModel, refs: readonly Ref[], ids: ReadonlySet<Id>): IInspectedMany {
  const steps = model.document.steps.filter(({ id }) => ids.has(id));
  const kinds = [
    ...model.scans.filter(({ id }) => ids.has(id)).map(({ facts }) => facts?.kind ?? 'not read'),
    ...steps.map(({ step }) => step)
  ];
  const counts = new Map<string, number>();
  kinds.forEach(kind => counts.set(kind, (counts.get(kind) ?? 0) + 1));
  return { kind: 'many', refs, counts: [...counts], target: targetOf(model, refs, steps) };
}

function targetOf(
  { document }: AnalysisModel,
  refs: readonly Ref[],
  steps: readonly StepEntry[]
): IInspectedMany['target'] {
  const [step] = steps;
  return steps.length === 1
    ? {
        id: step.id,
        title: titleOfStep(document, step),
        from: fromOf(
          document,
          refs.filter(({ id }) => id !== step.id)
        )
      }
    : null;
}

function inspectStep(model: AnalysisModel, ref: Ref, entry: StepEntry): IInspectedStep {
  const drawn = isDrawn(entry) ? model.profileRef(entry.id) : null;
  const outcome = model.outcome((drawn ?? entry).id);
  const items = itemsOf(model, drawn ?? ref);
  const error = outcome?.error ?? null;
  const withLabels = (failure: Failure) =>
    warningOfItem(model.document, failure, entry.id, inputKeysOf(model, ref));
  return {
    kind: 'step',
    entry,
    title: model.labelOfRef({ id: entry.id }),
    inputs: inputsOf(model, entry),
    state: outcome?.state ?? null,
    error: error && items.length === 0 ? withLabels(error) : null,
    items,
    ticked: tickedFor(model, entry),
    lines: model.lines
  };
}

/**
 * The ticked rows, without those that depend on the step; null if none is left, or they are its
 * inputs already.
 */
function tickedFor({ document, view }: AnalysisModel, entry: StepEntry): (Id | Ref)[] | null {
  const following = new Set([entry.id, ...dependents(document.steps, entry.id)]);
  const refs = view.shown.filter(({ id }) => !following.has(id));
  const from = fromOf(document, refs);
  const isSame = from.map(refText).join() === entry.from.map(refText).join();
  return from.length === 0 || isSame ? null : from;
}
