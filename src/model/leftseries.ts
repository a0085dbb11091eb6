import {
  averageBeside,
  leftOutOf,
  type AnalysisDocument,
  type ItemKey,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import type { DrawnValue } from '../compute/types.js';

/** Ends the id of what is computed beside a step: no id of a document has this sign. */
const mark = '~left';

/**
 * The step on a series that is active, once more without what its average leaves out: what is said of the series is said
 * of what is left. It is in no document; where nothing is left out there is none.
 */
export class LeftSeries {
  /** The same entry as before where it is. */
  get entry(): StepEntry | null {
    return this._entry;
  }

  get ref(): Ref | null {
    return this._entry && { id: this._entry.id };
  }

  /**
   * Follow the document. @param page the active step; null where none is. @param value what it gave, as it is drawn.
   * @param keys of what it worked on. @returns whether the entry is another one.
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
