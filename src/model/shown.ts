import {
  refText,
  scansId,
  type AnalysisDocument,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import type { State } from '../analysis/evaluate/outcome.js';
import type { Failure } from '../analysis/steps/part.js';
import { refKey, type ComputeUpdate, type DrawnItem, type DrawnValue } from '../compute/types.js';
import type { CurveColors } from './colors.js';
import { labelled, labelOf, shownLabel } from './labels.js';

/** One curve, map or table that is drawn. */
export interface ShownItem {
  readonly ref: Ref;
  readonly key: ItemKey;
  readonly label: string;
  /** `#rrggbb` */
  readonly color: string;
  readonly value: DrawnValue | null;
  readonly valueKey: string | null;
  /** Made of inputs that changed since. */
  readonly isStale: boolean;
  /** Whether it is of the active row. */
  readonly isActive: boolean;
  readonly state: State;
  readonly error: Failure | null;
}

/** What is drawn: what is ticked, and the active row. The same array as before where nothing of it changed. */
export class ShownItems {
  /** @param active what is active, as it is demanded. @param beside what is drawn although it is neither. */
  of(
    document: AnalysisDocument,
    update: ComputeUpdate | null,
    active: Ref | null,
    colors: CurveColors,
    beside: readonly Ref[] = []
  ): readonly ShownItem[] {
    const found = withoutTwins(
      shownRefs(document, active, beside).flatMap(ref =>
        itemsOf(document, update, ref, active, colors)
      )
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
  }

  private _items: readonly ShownItem[] = [];
}

/** What is ticked, the active row, and what is drawn beside them, each once, in the order of the list. */
export function shownRefs(
  { view, scans, steps }: AnalysisDocument,
  active: Ref | null,
  beside: readonly Ref[] = []
): Ref[] {
  const order = new Map([...scans, ...steps].map(({ id }, i) => [id, i]));
  const there = beside.filter(({ id }) => order.has(id)); // the document may have changed since
  const refs = [...there, ...view.shown, ...(active ? [active] : [])].filter(
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
  const isSole = (update?.outcomes.get(ref.id)?.items.size ?? items.length) <= 1;
  return items.map(item => ({
    ref,
    key: item.key,
    label: shownLabel(document, ref, item.key, isSole),
    color: colors.of(document, ref.output === undefined ? item.key : `${item.key}#${ref.output}`),
    value: valueOf(item, update),
    valueKey: item.valueKey,
    isStale: item.isStale,
    isActive,
    state: item.state,
    error: item.error && withLabelsOf(document, update, ref, item, item.error)
  }));
}

/** A scan that is ticked as a whole and the arm of it that is active may be one curve. */
function withoutTwins(items: readonly ShownItem[]): ShownItem[] {
  const active = new Map(items.filter(item => item.isActive).map(item => [item.valueKey, item]));
  return items.filter(item => {
    const twin = active.get(item.valueKey);
    return item.valueKey === null || !twin || twin === item || twin.ref.id !== item.ref.id;
  });
}

function valueOf({ valueKey }: DrawnItem, update: ComputeUpdate | null): DrawnValue | null {
  return (valueKey !== null && update?.values.get(valueKey)) || null;
}

/** A failure with labels in the place of what it was made of. */
export function withLabelsOf(
  document: AnalysisDocument,
  update: ComputeUpdate | null,
  { id }: Ref,
  { key }: Pick<DrawnItem, 'key'>,
  { code, message }: Failure
): Failure {
  const label = (one: ItemKey) => labelOf(document, one);
  const inputs = update?.outcomes.get(id)?.inputs ?? [];
  const labels = inputs.length > 0 ? inputs.map(label) : [label(key)];
  return { code, message: labelled(message, key, labels, label) };
}

function isSame(one: ShownItem, other: ShownItem | undefined): boolean {
  return (
    other !== undefined &&
    one.valueKey === other.valueKey &&
    one.value === other.value &&
    one.key === other.key &&
    one.label === other.label &&
    one.color === other.color &&
    one.isStale === other.isStale &&
    one.isActive === other.isActive &&
    one.state === other.state &&
    one.error?.message === other.error?.message &&
    refText(one.ref) === refText(other.ref)
  );
}
