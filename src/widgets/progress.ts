import { button, element } from './dom.js';

/**
 * Progress of a read, with a button to cancel it. Its nodes are reused, so that a click on them
 * arrives.
 */
export class Progress {
  /** @param cancel called when the user cancels. */
  constructor(cancel: () => void) {
    this._bar.setAttribute('aria-label', 'Reading the scan');
    this._cancel.onclick = cancel;
    this.node.append(this._bar, this._text, this._cancel);
  }

  readonly node = element('div', 'jp-XESReading');

  update(progress: { bytes: number; total: number | null } | null): void {
    if (progress?.total) {
      this._bar.max = progress.total;
      this._bar.value = Math.min(progress.bytes, progress.total);
    } else {
      this._bar.removeAttribute('value');
    }
    this._text.textContent = progress ? describe(progress.bytes, progress.total) : 'Reading…';
  }

  private _bar = element('progress', 'jp-XESProgress');
  private _text = element('span', '');
  private _cancel = button('Cancel', 'Stop reading');
}

function describe(bytes: number, total: number | null): string {
  const read = (bytes / 1e6).toFixed(1);
  return total ? `${read} of ${(total / 1e6).toFixed(1)} MB` : `${read} MB read`;
}
