import type { AnalysisDocument, Id, ScanEntry } from '../analysis/document/index.js';
import type { Failure } from '../analysis/steps/part.js';
import type { ScanPlace, ScanState, ScanSummary } from '../compute/types.js';
import { XESError } from '../base/errors.js';
import { afterRename, type IRename } from '../analysis/rename.js';
import type { ModelScan } from './types.js';

type Summaries = ReadonlyMap<Id, ScanSummary>;

/** The displayed scan, and the outcome of its displayed result. */
export interface IShownScan {
  /** Null if there is none. */
  id: Id | null;
  /** Whether neither a result nor an error is available yet. */
  isMissing: boolean;
  error: Failure | null;
}

/**
 * Paths of the scans of a document, and facts about them. Unchanged entries stay the same objects.
 */
export class ScanList {
  /** @param _resolve turns a path of the document into a JupyterLab path. */
  constructor(private _resolve: (path: string) => string) {}

  /** The path of each scan, in document order. */
  get places(): readonly ScanPlace[] {
    return this._places;
  }

  get scans(): readonly ModelScan[] {
    return this._scans;
  }

  find(id: Id | null | undefined): ModelScan | null {
    return this._scans[this._index.get(id ?? '') ?? -1] ?? null;
  }

  /** Follow the document: a scan with an unchanged name has an unchanged path. */
  follow(entries: readonly ScanEntry[]): void {
    if (entries !== this._entries) {
      this._place(
        entries,
        entries.map(({ id, path: name }) => {
          const path = this._known.get(name) ?? this._resolve(name);
          this._known.set(name, path);
          const place = this._places[this._index.get(id) ?? -1];
          return place?.path === path ? place : { id, path };
        })
      );
    }
  }

  /**
   * Files were renamed.
   * @param nameOf as in `AnalysisModel.relocate`; index −1 for one that the document no longer has.
   * @returns the new names of scans by the old ones; the document has them when it is followed
   * next.
   */
  relocate(
    rename: IRename,
    nameOf: (path: string, before: string, index: number) => string
  ): ReadonlyMap<string, string> {
    const index = new Map(this._entries.map(({ path }, i) => [path, i]));
    const names = new Map<string, string>();
    const known = new Map<string, string>();
    for (const [before, path] of this._known) {
      const after = afterRename(path, rename);
      const name = nameOf(after, before, index.get(before) ?? -1);
      names.set(before, name);
      known.set(name, after);
    }
    this._known = known;
    this._entries = [];
    return names;
  }

  /**
   * Update the facts about scans.
   * @param changed ids of the scans that changed; null if any may have.
   */
  learn(summaries: Summaries, shown: IShownScan, changed: ReadonlySet<Id> | null): void {
    const ids = changed ?? this._index.keys();
    const scans = [...this._scans];
    let isOther = false;
    for (const id of ids) {
      const i = this._index.get(id);
      if (i !== undefined) {
        const scan = this._scan(this._places[i], summaries.get(id), shown, scans[i]);
        isOther ||= scan !== scans[i];
        scans[i] = scan;
      }
    }
    this._scans = isOther ? scans : this._scans;
  }

  /** Forget everything. */
  clear(): void {
    this._place([], []);
    this._known.clear();
    this._errors.clear();
  }

  private _place(entries: readonly ScanEntry[], places: readonly ScanPlace[]): void {
    this._entries = entries;
    if (
      places.length === this._places.length &&
      places.every((place, i) => place === this._places[i])
    ) {
      return;
    }
    const known = new Map(this._scans.map(scan => [scan.id, scan]));
    this._places = places;
    this._index = new Map(places.map(({ id }, i) => [id, i]));
    this._scans = places.map(({ id, path }) => {
      const scan = known.get(id);
      return scan?.path === path ? scan : { ...(scan ?? unread), id, path };
    });
    [...this._errors.keys()]
      .filter(id => !this._index.has(id))
      .forEach(id => this._errors.delete(id));
  }

  private _scan(
    { id, path }: ScanPlace,
    summary: ScanSummary | undefined,
    shown: IShownScan,
    before: ModelScan
  ): ModelScan {
    const isShown = shown.id === id;
    const state = stateOf(summary?.state ?? 'waiting', isShown, shown.isMissing);
    const error = summary?.error ?? this._error(id, isShown ? shown.error : null);
    const scan: ModelScan = {
      id,
      path,
      state,
      facts: summary?.facts ?? null,
      error: state === 'loading' ? null : error,
      progress: summary?.progress ?? null,
      cost: summary?.cost ?? null,
      linked: summary?.linked,
      absent: summary?.absent
    };
    const keys = Object.keys(scan) as (keyof ModelScan)[];
    return keys.every(key => before[key] === scan[key]) ? before : scan;
  }

  /** Why the displayed result of a scan can't be computed: the same failure is the same object. */
  private _error(id: Id, failure: Failure | null): XESError | null {
    const known = this._errors.get(id);
    if (!failure) {
      this._errors.delete(id);
      return null;
    }
    if (known?.code === failure.code && known.message === failure.message) {
      return known;
    }
    const error = new XESError(failure.code, failure.message);
    this._errors.set(id, error);
    return error;
  }

  private _entries: AnalysisDocument['scans'] = [];
  /** Paths by the present and former names of scans in the document. */
  private _known = new Map<string, string>();
  private _places: readonly ScanPlace[] = [];
  private _index = new Map<Id, number>();
  private _scans: readonly ModelScan[] = [];
  private _errors = new Map<Id, XESError>();
}

const unread: Omit<ModelScan, 'id' | 'path'> = {
  state: 'waiting',
  facts: null,
  error: null,
  progress: null,
  cost: null
};

/**
 * State of a displayed scan: `loading` until there is something to display, also while that is
 * computed; then `ready`, even if its points have been evicted since.
 */
function stateOf(known: ScanState, isShown: boolean, isMissing: boolean): ScanState {
  if (!isShown) {
    return known;
  }
  if (isMissing) {
    return known === 'waiting' || known === 'ready' ? 'loading' : known;
  }
  return known === 'waiting' || known === 'released' ? 'ready' : known;
}
