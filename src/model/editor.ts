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

/** A document with its history, and whether the user has edited it. */
export class Editor {
  /** The current document; never changed in place. */
  get document(): AnalysisDocument {
    return this._history.document;
  }

  /** The user's edits of the document. */
  readonly edits = new Edits();

  /** Number of changes that can be undone, and redone. */
  get counts(): { undo: number; redo: number } {
    return counts(this._history);
  }

  /** Labels of the edits to undo and redo, such as "Add step"; null if there is none. */
  get labels(): { undo: string | null; redo: string | null } {
    return labels(this._history);
  }

  /**
   * Start with a document; undo history starts here.
   * @param edited when the user last edited it: UTC, ISO.
   */
  begin(document: AnalysisDocument, edited: string | null = null): void {
    this._history = startHistory(document);
    this.edits.begin(edited);
  }

  /** Adopt a change made elsewhere: it can be undone, and does not count as an edit here. */
  adopt(document: AnalysisDocument): void {
    this._history = commitFromDisk(this._history, document);
    this.edits.begin();
  }

  /** An edit by the user. @returns whether the document changed. */
  edit(document: AnalysisDocument, edit: Edit): boolean {
    return this._go(commit(this._history, document, edit));
  }

  /** Change the view of the same work, which is no edit. */
  look(view: AnalysisDocument['view']): void {
    const { document } = this._history;
    this._history = { ...this._history, document: { ...document, view } };
  }

  /** A drag ended: the next change is a separate undo entry. */
  endMerge(): void {
    this._history = endMerge(this._history);
  }

  /** Cancel a drag: remove its edits, which have one key. @returns whether there were any. */
  abandon(merge: string): boolean {
    return this._go(abandon(this._history, merge));
  }

  undo(): boolean {
    return this._go(undo(this._history));
  }

  redo(): boolean {
    return this._go(redo(this._history));
  }

  /** Rename scans, in the document and its undo and redo history; does not count as an edit. */
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
