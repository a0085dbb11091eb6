import { Widget } from '@lumino/widgets';
import { bytesText } from '../health/figures.js';
import { element } from './dom.js';

/** What the status bar shows of the viewer. */
export interface IStatusFigures {
  /** Bytes. */
  held: number;
  threshold: number;
  worker: 'none' | 'idle' | 'reading' | 'computing';
}

const words = { none: 'idle', idle: 'ready', reading: 'reading', computing: 'computing' };

/** The viewer's item in the status bar: bytes held and allowed, and the state of the workers. */
export class XESStatusItem extends Widget {
  /** @param onOpen called when it is clicked. */
  constructor(onOpen: () => void) {
    super();
    this.addClass('jp-XESStatusItem');
    this._button.type = 'button';
    this._button.onclick = onOpen;
    this.node.append(this._button);
  }

  /** Show figures; unchanged ones are not written again. */
  showFigures({ held, threshold, worker }: IStatusFigures): void {
    const text = `XES ${bytesText(held)} of ${bytesText(threshold)} · ${words[worker]}`;
    if (this._button.textContent !== text) {
      this._button.textContent = text;
    }
    this._button.title = `X-ray emission viewer: ${bytesText(held)} of ${bytesText(threshold)} held, ${words[worker]}. Click for its health.`;
    this._button.classList.toggle('jp-mod-over', held > threshold);
  }

  override dispose(): void {
    this._button.onclick = null;
    super.dispose();
  }

  private _button = element('button', 'jp-XESStatusItem-button');
}
