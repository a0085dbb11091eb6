import { refText, type Id, type Ref, type StepEntry } from '../analysis/document/index.js';
import type { State } from '../analysis/evaluate/outcome.js';
import type { ScanState } from '../compute/types.js';
import type { AnalysisReading } from './analysisreading.js';
import { labelled, labelOf } from './labels.js';
import type { ModelScan } from './types.js';

/** What a row stands for; nothing that is dear to find out, for an analysis may have thousands. */
export interface RowPlace {
  /** The text of the Ref: names the row. */
  readonly key: string;
  readonly ref: Ref;
  readonly type: 'scan' | 'arm' | 'step' | 'item';
}

/** A row as it is seen. */
export interface Row extends RowPlace {
  readonly label: string;
  /** `#rrggbb` */
  readonly color: string;
  /** Beside the label: kind, arm and points of a scan; name of what a step does. */
  readonly detail: string;
  /** More of it, in lines. */
  readonly title: string;
  readonly state: ScanState | State;
  /** How much of a scan is read, or of a step is done: 0 to 1; null where that is unknown. */
  readonly progress: number | null;
  readonly error: string | null;
  readonly isStale: boolean;
  readonly isTicked: boolean | 'partly';
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** Null where it has no children. */
  readonly isExpanded: boolean | null;
}

/** The rows of an analysis in order: scans, then steps, each with its children where it is expanded. */
export function rowPlaces(model: AnalysisReading, expanded: ReadonlySet<Id>): RowPlace[] {
  const scans = model.scans.flatMap(scan => {
    const arms = expanded.has(scan.id) ? armsOf(scan) : [];
    return [place({ id: scan.id }, 'scan'), ...arms.map(arm => place(arm, 'arm'))];
  });
  const steps = model.document.steps.flatMap(({ id }) => {
    const items = expanded.has(id) ? itemsOf(model, id) : [];
    return [place({ id }, 'step'), ...items.map(item => place(item, 'item'))];
  });
  return [...scans, ...steps];
}

/** A row as it is seen; made of the rows in sight alone. */
export function describeRow(
  model: AnalysisReading,
  { key, ref, type }: RowPlace,
  marks: RowMarks,
  expanded: ReadonlySet<Id>
): Row {
  const step = type === 'step' || type === 'item' ? stepOf(model, ref.id) : null;
  const scan = step ? null : (model.scans.find(({ id }) => id === ref.id) ?? null);
  const hasChildren =
    type === 'scan'
      ? !!scan && armsOf(scan).length > 0
      : type === 'step' && itemsOf(model, ref.id).length > 0;
  return {
    key,
    ref,
    type,
    label: type === 'arm' ? (ref.channel ?? '') : labelOfRow(model, ref, type),
    color: model.colorOf(
      ref.only?.[0] ?? (ref.channel === undefined ? ref.id : `${ref.id}:${ref.channel}`)
    ),
    ...(step ? aboutStep(model, step, ref) : aboutScan(scan, ref)),
    isTicked: marks.ticked(ref),
    isSelected: marks.selected.has(key),
    isActive: marks.active === key,
    isExpanded: hasChildren ? expanded.has(ref.id) : null
  };
}

/** What is ticked, selected and active in a view. */
export class RowMarks {
  constructor({ view, activeRef }: AnalysisReading) {
    this.selected = new Set(view.selected.map(refText));
    this.active = view.active ? refText(view.active) : activeRef && refText(activeRef);
    for (const ref of view.shown) {
      this._shown.add(refText(ref));
      this._ids.add(ref.id);
    }
  }

  readonly selected: ReadonlySet<string>;
  readonly active: string | null;

  /** `partly` of a row some of whose children are ticked. */
  ticked(ref: Ref): boolean | 'partly' {
    const isWhole = Object.keys(ref).length === 1;
    return this._shown.has(refText(ref)) || (isWhole && this._ids.has(ref.id) && 'partly');
  }

  private _shown = new Set<string>();
  private _ids = new Set<Id>();
}

/** Ticks after a row was ticked or no longer is; without its children where it is the whole. */
export function ticksAfter(shown: readonly Ref[], ref: Ref, isTicked: boolean): Ref[] {
  const isWhole = Object.keys(ref).length === 1;
  const others = shown.filter(one => (isWhole ? one.id !== ref.id : refText(one) !== refText(ref)));
  return isTicked ? [...others, ref] : others;
}

function place(ref: Ref, type: RowPlace['type']): RowPlace {
  return { key: refText(ref), ref, type };
}

/** The arms of a scan, where it has several. */
function armsOf({ id, facts }: ModelScan): Ref[] {
  const channels = facts?.channels ?? [];
  return channels.length > 1 ? channels.map(({ name }) => ({ id, channel: name })) : [];
}

/** The items of a step, where it has several. */
function itemsOf(model: AnalysisReading, id: Id): Ref[] {
  const keys = [...(model.outcome(id)?.items.keys() ?? [])];
  return keys.length > 1 ? keys.map(key => ({ id, only: [key] })) : [];
}

function stepOf({ document }: AnalysisReading, id: Id): StepEntry | null {
  return document.steps.find(step => step.id === id) ?? null;
}

function labelOfRow(model: AnalysisReading, ref: Ref, type: RowPlace['type']): string {
  const [key] = ref.only ?? [];
  return type === 'item' && key !== undefined
    ? labelOf(model.document, key)
    : model.labelOfRef(ref);
}

function aboutScan(
  scan: ModelScan | null,
  { channel }: Ref
): Pick<Row, 'detail' | 'title' | 'state' | 'progress' | 'error' | 'isStale'> {
  const facts = scan?.facts ?? null;
  const arm = facts?.channels.find(({ name }) => name === channel);
  const points = facts ? facts.shape.join(' × ') : '';
  const { progress } = scan ?? {};
  const lines = facts && [
    facts.metadata.sample,
    facts.metadata.startTime,
    facts.metadata.scanCommand
  ];
  return {
    detail: [arm?.kind ?? facts?.kind ?? '', points].filter(Boolean).join(' '),
    title: [scan?.path ?? '', ...(lines ?? [])].filter(Boolean).join('\n'),
    state: scan?.state ?? 'waiting',
    progress: progress?.total ? progress.bytes / progress.total : null,
    error: scan?.error ? `${scan.error.code}: ${scan.error.message}` : null,
    isStale: false
  };
}

function aboutStep(
  model: AnalysisReading,
  { id, step, off }: StepEntry,
  { only }: Ref
): Pick<Row, 'detail' | 'title' | 'state' | 'progress' | 'error' | 'isStale'> {
  const outcome = model.outcome(id);
  const item = only ? outcome?.items.get(only[0]) : undefined;
  const failure = item ? item.error : (outcome?.error ?? firstError(model, id));
  const label = (key: string) => labelOf(model.document, key);
  const inputs = (outcome?.inputs ?? []).map(label);
  const { done = 0, total = 0 } = outcome?.progress ?? {};
  return {
    detail: only ? '' : step,
    title: step,
    state: off ? 'off' : (item?.state ?? outcome?.state ?? 'waiting'),
    progress: total > 0 ? done / total : null,
    error: failure
      ? `${failure.code}: ${labelled(failure.message, only?.[0] ?? id, inputs, label)}`
      : null,
    isStale: !!outcome && outcome.shownKey !== null && outcome.shownKey !== outcome.key
  };
}

function firstError(model: AnalysisReading, id: Id) {
  return [...(model.outcome(id)?.items.values() ?? [])].find(({ error }) => error)?.error ?? null;
}
