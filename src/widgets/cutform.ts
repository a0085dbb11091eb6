import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import type { Cut } from '../science/map.js';
import { button, element, labelled } from './dom.js';

export interface ICutFormOptions {
  /** Numbers were typed, eV. */
  onChange: (index: number, patch: Partial<Cut>) => void;
  /** It closed; the focus goes back to the cut. */
  onClose: (index: number) => void;
}

const held = { CIE: 'Ω (eV)', CEE: 'ω (eV)', CET: 'Δ (eV)' };

/** The numbers of one cut, to be typed, over the map. */
export class CutForm implements IDisposable {
  constructor(private _options: ICutFormOptions) {
    this.node.hidden = true;
    for (const [name, input] of [
      ['at', this._at],
      ['width', this._width]
    ] as const) {
      input.type = 'number';
      input.step = 'any';
      input.required = true;
      // each by itself: the other is shown rounded, and would lose digits
      this._owned.listen(input, 'change', () => this._apply(name, input));
    }
    this._width.min = '0';
    this._atLabel.prepend(this._atText);
    this.node.append(this._atLabel, labelled('width (eV)', this._width), this._done);
    this._owned.listen(this.node, 'submit', event => {
      event.preventDefault(); // Enter has changed the field it was pressed in
      this.close();
    });
    this._owned.listen<KeyboardEvent>(this.node, 'keydown', event => {
      if (event.key === 'Escape') {
        this.close();
      }
      // keys typed here are for these fields, not for the map or JupyterLab
      event.stopPropagation();
    });
  }

  readonly node = element('form', 'jp-XESCutForm');

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._index = -1;
    this._owned.dispose();
    this.node.remove();
    this.node.replaceChildren();
  }

  /** Ask for the numbers of a cut, beside a point of the map (pixels). */
  open(index: number, cut: Cut, x: number, y: number): void {
    this._index = index;
    this._type = cut.type;
    this.node.setAttribute('aria-label', `${cut.type} cut`);
    this._atText.data = held[cut.type];
    this.update([], cut);
    this._place = [x, y];
    this.node.hidden = false;
    this.fit();
    this._at.focus();
    this._at.select();
  }

  /** Keep within the panel, as large as it is now. */
  fit(): void {
    const { node } = this;
    const panel = node.parentElement;
    if (node.hidden || !panel) {
      return;
    }
    // at the right border it would be measured as narrow as the room there
    Object.assign(node.style, { left: '0px', top: '0px' });
    const left = Math.max(0, Math.min(this._place[0], panel.clientWidth - node.offsetWidth));
    const top = Math.max(0, Math.min(this._place[1], panel.clientHeight - node.offsetHeight));
    Object.assign(node.style, { left: `${left}px`, top: `${top}px` });
  }

  /** Follow the cuts; closes where its cut is gone. */
  update(cuts: readonly Cut[], cut = cuts[this._index]): void {
    if (this._index < 0) {
      return;
    }
    if (cut?.type !== this._type) {
      this.close();
      return;
    }
    for (const [input, value] of [
      [this._at, cut.at],
      [this._width, cut.width]
    ] as const) {
      if (Number(input.value) !== value || input.value === '') {
        input.value = String(Number(value.toFixed(4)));
      }
    }
  }

  close(): void {
    const index = this._index;
    if (index >= 0) {
      this._index = -1;
      this.node.hidden = true;
      this._options.onClose(index);
    }
  }

  private _apply(name: 'at' | 'width', input: HTMLInputElement): void {
    if (this._index >= 0 && input.checkValidity()) {
      this._options.onChange(this._index, { [name]: Number(input.value) });
    }
  }

  private _index = -1;
  /** Where it was asked for, pixels. */
  private _place: [number, number] = [0, 0];
  private _type: Cut['type'] = 'CIE';
  private _at = element('input', 'jp-mod-styled');
  private _width = element('input', 'jp-mod-styled');
  private _atText = document.createTextNode('');
  private _atLabel = labelled('', this._at);
  private _done = Object.assign(button('Done', 'Close (Enter)'), { type: 'submit' });
  private _owned = new DisposableStore();
}
