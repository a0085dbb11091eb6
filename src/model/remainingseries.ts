import {
  averageBeside,
  leftOutOf,
  type AnalysisDocument,
  type ItemKey,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import type { DrawnValue } from '../compute/types.js';

/** Suffix of the id of a step computed in addition: no id of a document contains this character. */
const mark = '~left';

/**
 * The active step on a series, repeated without the scans excluded from its average: the verdict on
 * the series is about the remaining scans. It is in no document; if nothing is excluded there is
 * none.
 */
export class RemainingSeries {
  /** The same entry as before if nothing changed. */
  get entry(): StepEntry | null {
    return this._entry;
  }

  get ref(): Ref | null {
    return this._entry && { id: this._entry.id };
  }

  /**
   * Follow the document.
   * @param page the active step; null if there is none.
   * @param value its drawn result.
   * @param keys of its inputs.
   * @returns whether the entry changed.
   */
  follow(
    document: AnalysisDocument,
    page: StepEntry | null,
    value: DrawnValue | null,
    keys: readonly ItemKey[]
  ): boolean {
    const before = this._entry;
    const next =
      page && value?.kind === 'table' && value.series
        ? leftEntry(document, page, keys, value.series.perInput)
        : null;
    const isSame = JSON.stringify(next) === JSON.stringify(before);
    this._entry = isSame ? before : next;
    return !isSame;
  }

  private _entry: StepEntry | null = null;
}

function leftEntry(
  document: AnalysisDocument,
  page: StepEntry,
  keys: readonly ItemKey[],
  perInput: readonly string[]
): StepEntry | null {
  const average = averageBeside(document.steps, page);
  const out = new Set(leftOutOf(document, page, keys));
  if (!average || out.size === 0) {
    return null;
  }
  const parameters = Object.fromEntries(
    Object.entries(page.parameters).map(([name, value]) => [
      name,
      perInput.includes(name) && Array.isArray(value)
        ? value.filter((_, i) => !out.has(keys[i]))
        : value
    ])
  ) as StepEntry['parameters'];
  return { ...page, id: `${page.id}${mark}`, from: average.from, parameters };
}
