import {
  itemKey,
  parseItemKey,
  refText,
  scansId,
  stepOf,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import { inputKeyOf, originOf } from '../analysis/evaluate/index.js';
import { outputKey } from '../analysis/evaluate/itemkeys.js';
import type { State } from '../analysis/evaluate/outcome.js';
import { joinedName } from '../analysis/steps/joinedname.js';
import type { Failure } from '../analysis/steps/part.js';
import { refKey, type ComputeUpdate, type DrawnItem, type DrawnValue } from '../compute/types.js';
import type { CurveColors } from '../analysis/curvecolors.js';
import { warningOfItem, labelOf, shownLabel } from '../analysis/titles.js';
import { selectedTogether } from './selectedtogether.js';
import { deduplicated } from './deduplicate.js';
import { channelShown } from './shownchannel.js';
import { tableWithLabels } from './tablelabels.js';

/** One drawn curve, map or table. */
export interface ShownItem {
  readonly ref: Ref;
  readonly key: ItemKey;
  readonly label: string;
  /** `#rrggbb` */
  readonly color: string;
  readonly value: DrawnValue | null;
  readonly valueKey: string | null;
  /** Its inputs have changed since. */
  readonly isStale: boolean;
  /** Whether it is of the active row. */
  readonly isActive: boolean;
  readonly state: State;
  readonly error: Failure | null;
}

const none: readonly Ref[] = [];

/**
 * The drawn results: ticked ones, the active row, and those selected with it. The same array as
 * before if nothing changed.
 */
export class ShownItems {
  /** @param active the active Ref, as demanded. @param beside further results to draw. */
  of(
    document: AnalysisDocument,
    update: ComputeUpdate | null,
    active: Ref | null,
    colors: CurveColors,
    beside: readonly Ref[] = none
  ): readonly ShownItem[] {
    const dependencies = [document, update, active, beside];
    if (dependencies.every((item, i) => item === this._asked[i])) {
      return this._items;
    }
    this._asked = dependencies;
    const refs = shownRefs(document, active, beside);
    colors.assign(
      document,
      refs.flatMap(ref => keysDrawn(document, update, ref))
    );
    const found = deduplicated(
      refs.flatMap(ref => itemsOf(document, update, ref, active, colors)),
      twinName
    );
    const before = this._items;
    const items = found.map((item, i) => (isSame(item, before[i]) ? before[i] : item));
    if (items.length !== before.length || items.some((item, i) => item !== before[i])) {
      this._items = items;
    }
    return this._items;
  }

  clear(): void {
    this._items = [];
    this._asked = [];
  }

  /** Document, results, active row and further Refs from which it was determined. */
  private _asked: readonly unknown[] = [];
  private _items: readonly ShownItem[] = [];
}

/**
 * The ticked Refs, the active row and those selected with it, and further ones, each once, in list
 * order.
 */
export function shownRefs(
  document: AnalysisDocument,
  active: Ref | null,
  beside: readonly Ref[] = []
): Ref[] {
  const { view, scans, steps } = document;
  const order = new Map([...scans, ...steps].map(({ id }, i) => [id, i]));
  const existing = beside.filter(({ id }) => order.has(id)); // the document may have changed since
  const together = selectedTogether(document).filter(({ id }) => order.has(id));
  const refs = [...existing, ...view.shown, ...together, ...(active ? [active] : [])].filter(
    ({ id }) => id !== scansId
  );
  return [...new Map(refs.map(ref => [refText(ref), ref])).values()].sort(
    (a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)
  );
}

function itemsOf(
  document: AnalysisDocument,
  update: ComputeUpdate | null,
  ref: Ref,
  active: Ref | null,
  colors: CurveColors
): ShownItem[] {
  const items = update?.items.get(refKey(ref)) ?? [];
  const isActive = active !== null && refText(active) === refText(ref);
  const isWhole = ref.output === joinedName && isWholeOf(ref, active);
  const isSole = (update?.outcomes.get(ref.id)?.items.size ?? items.length) <= 1;
  return items.map(item => ({
    ref,
    key: item.key,
    label: shownLabel(document, ref, item.key, isSole),
    color: colors.of(document, colorKey(update, isWhole ? { id: ref.id } : ref, item.key)),
    value: valueOf(document, update, ref, item),
    valueKey: item.valueKey,
    isStale: item.isStale,
    isActive,
    state: item.state,
    error: item.error && withLabelsOf(document, update, ref, item, item.error)
  }));
}

/**
 * Whether it is the joined spectrum of the active result: both are drawn together, a part in each
 * of two plots.
 */
function isWholeOf({ id }: Ref, active: Ref | null): boolean {
  return active?.id === id && active.output === undefined;
}

/** Colour keys of the results that a Ref draws. A scan's default arm is known once it was read. */
function keysDrawn(document: AnalysisDocument, update: ComputeUpdate | null, ref: Ref): ItemKey[] {
  const isKnown = stepOf(document, ref.id) !== null || update?.scans.get(ref.id)?.facts != null;
  const items = isKnown ? (update?.items.get(refKey(ref)) ?? []) : [];
  return items.filter(isCertainItem).map(({ key }) => colorKey(update, ref, key));
}

/**
 * Whether it is certain to be an item: one that is waiting may turn out not to be accepted by the
 * step.
 */
function isCertainItem({ state, valueKey }: DrawnItem): boolean {
  return valueKey !== null || (state !== 'waiting' && state !== 'running');
}

/**
 * The key of a colour: for a scan with several arms that of the arm, whether given or the first.
 */
function colorKey(update: ComputeUpdate | null, { id, output }: Ref, key: ItemKey): ItemKey {
  const facts = update?.scans.get(id)?.facts;
  if (!facts) {
    return outputKey(key, output);
  }
  const { name } = channelShown(facts, parseItemKey(key).channel) ?? {};
  return facts.channels.length > 1 && name !== undefined ? itemKey([id], name) : id;
}

/**
 * A scan ticked as a whole and its active arm may be the same curve; so may the items of a cut, of
 * the whole scan and of the displayed arm. An item without a value yet may turn out to be anything.
 */
function twinName({ ref, key, valueKey }: ShownItem): string | null {
  return valueKey === null ? null : [ref.id, originOf(key).id, valueKey].join(' ');
}

function valueOf(
  document: AnalysisDocument,
  update: ComputeUpdate | null,
  { id }: Ref,
  { key, valueKey }: DrawnItem
): DrawnValue | null {
  const value = (valueKey !== null && update?.values.get(valueKey)) || null;
  // cells of a result of several inputs may be placeholders for labels
  return value?.kind === 'table' && inputKeyOf(key) === null
    ? tableWithLabels(value, inputLabels(document, update, id))
    : value;
}

function inputLabels(document: AnalysisDocument, update: ComputeUpdate | null, id: Id): string[] {
  return (update?.outcomes.get(id)?.inputs ?? []).map(key => labelOf(document, key));
}

/** A failure with placeholders replaced by labels. */
export function withLabelsOf(
  document: AnalysisDocument,
  update: ComputeUpdate | null,
  { id }: Ref,
  { key }: Pick<DrawnItem, 'key'>,
  failure: Failure
): Failure {
  return warningOfItem(document, failure, key, update?.outcomes.get(id)?.inputs ?? []);
}

function isSame(a: ShownItem, b: ShownItem | undefined): boolean {
  return (
    b !== undefined &&
    a.valueKey === b.valueKey &&
    a.value === b.value &&
    a.key === b.key &&
    a.label === b.label &&
    a.color === b.color &&
    a.isStale === b.isStale &&
    a.isActive === b.isActive &&
    a.state === b.state &&
    a.error?.message === b.error?.message &&
    refText(a.ref) === refText(b.ref)
  );
}
