import {
  abandon,
  commit,
  commitFromDisk,
  counts,
  emptyDocument,
  endMerge,
  labels,
  redo,
  renameInHistory,
  startHistory,
  undo,
  type AnalysisDocument,
  type Edit,
  type History,
  type ScanEntry
} from '../analysis/document/index.js';
import { Edits } from './edits.js';

/** A document with its history, and whether the user edited it. */
export class Editor {
  /** The document as it stands; never changed in place. */
  get document(): AnalysisDocument {
    return this._history.document;
  }

  /** The user's edits of the document. */
  readonly edits = new Edits();

  /** How many changes can be undone, and redone. */
  get counts(): { undo: number; redo: number } {
    return counts(this._history);
  }

  /** What would be undone and redone, such as "Add step"; null where nothing would. */
  get labels(): { undo: string | null; redo: string | null } {
    return labels(this._history);
  }

  /** Start with a document; nothing before it can be undone. @param edited when the user last edited it: UTC, ISO. */
  begin(document: AnalysisDocument, edited: string | null = null): void {
    this._history = startHistory(document);
    this.edits.begin(edited);
  }

  /** Take over a change made elsewhere: it can be undone, and does not count as an edit here. */
  adopt(document: AnalysisDocument): void {
    this._history = commitFromDisk(this._history, document);
    this.edits.begin();
  }

  /** The user changed it. @returns whether that made a difference. */
  edit(document: AnalysisDocument, edit: Edit): boolean {
    return this._go(commit(this._history, document, edit));
  }

  /** A drag ended: the next change is a separate undo entry. */
  endMerge(): void {
    this._history = endMerge(this._history);
  }

  /** A drag was given up: its edits, of one key, never were. @returns whether there were any. */
  abandon(merge: string): boolean {
    return this._go(abandon(this._history, merge));
  }

  undo(): boolean {
    return this._go(undo(this._history));
  }

  redo(): boolean {
    return this._go(redo(this._history));
  }

  /** Rename scans, in the document and in all that can be undone and redone; does not count as an edit. */
  rename(pathOf: (scan: ScanEntry) => string): void {
    this._history = renameInHistory(this._history, pathOf);
  }

  private _go(history: History): boolean {
    const isOther = history !== this._history;
    this._history = history;
    if (isOther) {
      this.edits.made();
    }
    return isOther;
  }

  private _history = startHistory(emptyDocument());
}
