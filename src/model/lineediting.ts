import { setLines, type ReferenceMark } from '../analysis/document/index.js';
import { SetEditing } from './setediting.js';

/** Edits of the known energies drawn over spectra. */
export abstract class LineEditing extends SetEditing {
  /** Known energies, including hidden ones. */
  get lines(): readonly ReferenceMark[] {
    return this.view.lines ?? [];
  }

  /**
   * Replace the known energies.
   * @param label of the undo entry.
   * @throws XESError `analysis/edit`
   */
  setLines(lines: readonly ReferenceMark[], label = 'Change reference lines'): void {
    this._edit(label, document => setLines(document, lines));
  }
}
