import type { Contents } from '@jupyterlab/services';
import { withPaths, type AnalysisDocument } from '../analysis/document/index.js';
import { afterRename, type IRename } from '../analysis/rename.js';
import { nameOf, resolveFrom } from './paths.js';

/** How many texts of a document are remembered. */
const mostTexts = 50;

/**
 * Where a document lay when each of its texts was written. A text that comes back later, by undo in an
 * editor or from the disk, names its scans as seen from there, and by the paths they had then.
 */
export class TextPlaces {
  constructor(private _contents: Contents.IManager) {}

  /** A text was written while the document lay at a path. */
  wrote(text: string, place: string): void {
    this._texts.delete(text);
    this._texts.set(text, { place, renames: this._renames.length });
    if (this._texts.size > mostTexts) {
      const [oldest] = this._texts.keys();
      this._texts.delete(oldest);
    }
  }

  renamed(rename: IRename): void {
    this._renames.push(rename);
  }

  /**
   * The document of a text that came from outside, its scans named as seen from where the document
   * lies now. A text that is not remembered is taken as it is.
   * @param document as the text has it.
   */
  read(text: string, document: AnalysisDocument, place: string): AnalysisDocument {
    const known = this._texts.get(text);
    if (!known) {
      this.wrote(text, place);
      return document;
    }
    const since = this._renames.slice(known.renames);
    if (since.length === 0) {
      return document;
    }
    return withPaths(document, ({ path: name }) => {
      const path = since.reduce(afterRename, resolveFrom(this._contents, known.place, name));
      return nameOf(this._contents, place, path, name);
    });
  }

  private _renames: IRename[] = [];
  private _texts = new Map<string, { place: string; renames: number }>();
}
