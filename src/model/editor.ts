import { emptyDocument, type AnalysisDocument } from '../analysis/document/index.js';
import { Edits } from './edits.js';
import { emptyHistory, recorded, redone, rested, rewritten, undone } from './history.js';

/** How a change goes into the history. */
export interface EditOptions {
  /** Changes of one name, one after another until `rest`, are one entry: a drag. */
  merge?: string;
  /** How it is looked at, which can't be undone: zoom, selection, active row. */
  isLook?: boolean;
}

/** A document with its history, and whether a person worked on it. */
export class Editor {
  /** The document as it stands; never changed in place. */
  get document(): AnalysisDocument {
    return this._document;
  }

  /** A person's work on the document. */
  readonly edits = new Edits();

  /** How many changes can be undone, and redone. */
  get counts(): { undo: number; redo: number } {
    return { undo: this._history.past.length, redo: this._history.future.length };
  }

  /** Begin with a document; nothing before it can be undone. @param edited when a person had last worked on it: UTC, ISO. */
  begin(document: AnalysisDocument, edited: string | null = null): void {
    this._history = emptyHistory;
    this._document = document;
    this.edits.begin(edited);
  }

  /** Take over what comes from outside: it can be undone, and is nobody's work here. */
  adopt(document: AnalysisDocument): void {
    this._history = recorded(this._history, this._document);
    this._document = document;
    this.edits.begin();
  }

  /** A person changed it. @returns whether it is another. */
  edit(document: AnalysisDocument, { merge, isLook }: EditOptions = {}): boolean {
    if (document === this._document) {
      return false;
    }
    if (!isLook) {
      this._history = recorded(this._history, this._document, merge);
    }
    this._document = document;
    this.edits.made();
    return true;
  }

  /** A drag came to rest: the next change is an entry of its own. */
  rest(): void {
    this._history = rested(this._history);
  }

  undo(): boolean {
    return this._travel(undone(this._history, this._document));
  }

  redo(): boolean {
    return this._travel(redone(this._history, this._document));
  }

  /** Change the document and all that can be undone and redone, as after a rename: that is nobody's work. */
  rewrite(change: (document: AnalysisDocument) => AnalysisDocument): void {
    this._history = rewritten(this._history, change);
    this._document = change(this._document);
  }

  private _travel(to: ReturnType<typeof undone>): boolean {
    if (to) {
      this._history = to.history;
      this._document = to.document;
      this.edits.made();
    }
    return to !== null;
  }

  private _document = emptyDocument();
  private _history = emptyHistory;
}
