import { bytesIn } from '../science/buffers.js';
import type { Id } from '../analysis/document/types.js';
import type { Failure } from '../analysis/steps/part.js';
import { isSameFailure, emptyOutcome } from './outcomes.js';
import type { DocumentReport, SentItem } from './protocol.js';
import type { DrawnItem, DrawnPreview, DrawnValue, ShownOutcome } from './types.js';

type Items = ReadonlyMap<string, readonly DrawnItem[]>;

/**
 * The page's results of a document: outcomes, items and drawn values. A result whose inputs changed
 * stays, marked as stale, until the new one is available.
 */
export class Drawing {
  outcomes: ReadonlyMap<Id, ShownOutcome> = new Map();
  items: Items = new Map();
  values: ReadonlyMap<string, DrawnValue> = new Map();

  /** Previews of scans being read, and scans that differ from their previews. */
  readonly previews = new Map<Id, DrawnPreview>();
  readonly corrected = new Set<Id>();

  /** Bytes of the values. */
  get bytes(): number {
    return bytesIn([...this.values.values(), ...this.previews.values()]);
  }

  /** Set or remove the preview of a scan. @param isOther whether the scan differs from it. */
  preview(id: Id, preview: DrawnPreview | null, isOther: boolean): void {
    if (preview) {
      this.previews.set(id, preview);
    } else {
      this.previews.delete(id);
    }
    if (isOther) {
      this.corrected.add(id);
    } else if (preview) {
      this.corrected.delete(id);
    }
  }

  /** Apply a report. @returns the scans and steps that changed. */
  take({ outcomes, gone, items, values }: DocumentReport): Set<Id> {
    const changed = new Set([...outcomes.map(([id]) => id), ...gone]);
    if (changed.size > 0) {
      this.outcomes = this._outcomesWith(outcomes, gone);
    }
    if (items) {
      this._takeItems(items).forEach(id => changed.add(id));
      this._takeValues(values);
    }
    return changed;
  }

  /** Mark these as failed, whatever was drawn. @returns the same ids. */
  fail(ids: ReadonlySet<Id>, error: Failure): Set<Id> {
    const failed = { ...emptyOutcome('failed', error), shownKey: null };
    this.outcomes = new Map([...this.outcomes, ...[...ids].map(id => [id, failed] as const)]);
    this.items = new Map(
      [...this.items].map(([name, items]) => [name, ids.has(idOf(name)) ? [] : items])
    );
    this._takeValues([]);
    return new Set(ids);
  }

  /** Remove everything drawn. */
  clear(): void {
    this.items = new Map();
    this.values = new Map();
    this.previews.clear();
  }

  /** `shownKey` is the key of the displayed result, which the worker does not know. */
  private _outcomesWith(
    outcomes: DocumentReport['outcomes'],
    gone: DocumentReport['gone']
  ): ReadonlyMap<Id, ShownOutcome> {
    const merged = new Map(this.outcomes);
    gone.forEach(id => merged.delete(id));
    for (const [id, outcome] of outcomes) {
      const isAvailable = outcome.state === 'done' || outcome.state === 'partly';
      const shownKey = isAvailable
        ? outcome.key
        : isComing(outcome)
          ? (this.outcomes.get(id)?.shownKey ?? null)
          : null;
      merged.set(id, { ...outcome, shownKey });
    }
    return merged;
  }

  private _takeItems(sent: NonNullable<DocumentReport['items']>): Set<Id> {
    const changed = new Set<Id>();
    const before = this.items;
    this.items = new Map(
      sent.map(([name, items]) => {
        const id = idOf(name);
        const old = before.get(name) ?? [];
        const byKey = new Map(old.map(item => [item.key, item]));
        const fresh: DrawnItem[] = items.map(item => sameOr(byKey.get(item.key), item));
        const outcome = this.outcomes.get(id);
        const here = new Set(items.map(({ key }) => key));
        const stale = outcome && isComing(outcome) ? old.filter(({ key }) => !here.has(key)) : [];
        const all = [...fresh, ...stale.map(item => asStale(item, 'waiting'))];
        if (all.length !== old.length || all.some((item, i) => item !== old[i])) {
          changed.add(id);
        }
        return [name, all];
      })
    );
    return changed;
  }

  private _takeValues(sent: DocumentReport['values']): void {
    const fresh = new Map(sent);
    const values = new Map<string, DrawnValue>();
    for (const { valueKey } of [...this.items.values()].flat()) {
      const value = valueKey === null ? null : (fresh.get(valueKey) ?? this.values.get(valueKey));
      if (valueKey !== null && value) {
        values.set(valueKey, value);
      }
    }
    this.values = values;
  }
}

function isComing({ state }: Pick<DrawnItem, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** The id of a reference, from its `refKey`. */
function idOf(name: string): Id {
  const [id] = JSON.parse(name) as [Id];
  return id;
}

function asStale(item: DrawnItem, state: DrawnItem['state']): DrawnItem {
  return item.isStale && item.state === state ? item : { ...item, state, isStale: true };
}

/** The previous item if it is equal: listeners compare by identity. */
function sameOr(before: DrawnItem | undefined, item: SentItem): DrawnItem {
  if (before && before.valueKey !== null && isComing(item)) {
    return asStale(before, item.state);
  }
  return before && isSameItem(before, item) ? before : { ...item, isStale: false };
}

function isSameItem(candidate: DrawnItem, item: SentItem): boolean {
  return (
    candidate.state === item.state &&
    candidate.valueKey === item.valueKey &&
    !candidate.isStale &&
    isSameFailure(candidate.error, item.error) &&
    JSON.stringify([candidate.numbers, candidate.details, candidate.warnings]) ===
      JSON.stringify([item.numbers, item.details, item.warnings])
  );
}
