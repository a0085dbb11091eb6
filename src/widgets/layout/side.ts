import { Panel, type Widget } from '@lumino/widgets';
import { button } from '../dom.js';
import { setVisible } from '../setvisible.js';
import type { SideName } from './types.js';

const names: Record<SideName, string> = { list: 'list', inspector: 'inspector' };

/** A panel beside the stage: docked, or a drawer over it where there is no room beside it. */
export class Side {
  constructor(readonly name: SideName) {
    this.docked.addClass('jp-XESSide');
    this.drawer.addClass('jp-XESSide');
    this.drawer.addClass('jp-mod-drawer');
    [this.docked, this.drawer].forEach(holder => holder.addClass(`jp-mod-${name}`));
    this.edge = button('', '');
    this.edge.setAttribute('aria-keyshortcuts', 'ArrowLeft ArrowRight');
    this.edge.classList.add('jp-XESSide-edge', `jp-mod-${name}`);
  }

  /** Its place beside the stage. */
  readonly docked = new Panel();
  /** Its place over the stage. */
  readonly drawer = new Panel();
  /** Opens and closes it. */
  readonly edge: HTMLButtonElement;

  isOpen = true;
  /** Whether it is open in a narrow viewer, for the moment. */
  isOpenNarrow = false;
  /** Pixels. */
  width = 0;

  /** Give it what it shows; it owns that. */
  fill(content: Widget): void {
    this._content = content;
    this.docked.addWidget(content);
  }

  /** Whether it is seen. */
  isShown(isNarrow: boolean): boolean {
    return isNarrow ? this.isOpenNarrow : this.isOpen;
  }

  /** Put everything where it belongs. @param isOver whether it lies over the stage. */
  update(isNarrow: boolean, isOver: boolean): void {
    const holder = isOver ? this.drawer : this.docked;
    if (this._content && this._content.parent !== holder) {
      holder.addWidget(this._content);
    }
    const isShown = this.isShown(isNarrow);
    setVisible(this.docked, !isOver && isShown);
    setVisible(this.drawer, isOver && isShown);
    this.drawer.node.style.width = `${this.width}px`;
    const words = `${isShown ? 'Hide' : 'Show'} the ${names[this.name]}`;
    this.edge.title = isShown ? `${words}; ← and → change its width` : words;
    this.edge.setAttribute('aria-label', words);
    this.edge.setAttribute('aria-expanded', String(isShown));
  }

  /** Forget what it shows; the layout disposes of that. */
  clear(): void {
    this._content = null;
  }

  private _content: Widget | null = null;
}
