import { Panel, type Widget } from '@lumino/widgets';
import { button } from '../dom.js';
import { setVisible } from '../setvisible.js';
import type { SideName } from './types.js';

const names: Record<SideName, string> = { list: 'list', inspector: 'inspector' };

/** A panel next to the stage: docked or, if there is no room next to it, a drawer over it. */
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

  /** Its place next to the stage. */
  readonly docked = new Panel();
  /** Its place over the stage. */
  readonly drawer = new Panel();
  /** Opens and closes it. */
  readonly edge: HTMLButtonElement;

  isOpen = true;
  /** Whether it is open in a narrow viewer; not saved. */
  isOpenNarrow = false;
  /** Pixels. */
  width = 0;

  /** Set the panel's content, and own it. */
  fill(content: Widget): void {
    this._content = content;
    this.docked.addWidget(content);
  }

  /** Whether it is visible. */
  isShown(isNarrow: boolean): boolean {
    return isNarrow ? this.isOpenNarrow : this.isOpen;
  }

  /** Update the layout. @param isOver whether it lies over the stage. */
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

  /** Forget the content; the layout disposes of it. */
  clear(): void {
    this._content = null;
  }

  private _content: Widget | null = null;
}
