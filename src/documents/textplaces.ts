import type { Contents } from '@jupyterlab/services';
import { withPaths, type AnalysisDocument } from '../analysis/document/index.js';
import { afterRename, type IRename } from '../analysis/rename.js';
import { nameOf, resolveFrom } from './paths.js';

/** Number of remembered texts of a document. */
const maxTexts = 50;

/**
 * The path of a document at the time each of its texts was written. A text that returns later, by
 * undo in an editor or from the disk, has paths of scans relative to that path, and from that time.
 */
export class TextPlaces {
  constructor(private _contents: Contents.IManager) {}

  /** A text was written while the document was at this path. */
  wrote(text: string, place: string): void {
    this._texts.delete(text);
    this._texts.set(text, { place, renames: this._renames.length });
    if (this._texts.size > maxTexts) {
      const [oldest] = this._texts.keys();
      this._texts.delete(oldest);
    }
  }

  renamed(rename: IRename): void {
    this._renames.push(rename);
  }

  /**
   * The document of a text from outside, with paths of scans relative to the document's present
   * path. An unknown text is used unchanged.
   * @param document as in the text.
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
