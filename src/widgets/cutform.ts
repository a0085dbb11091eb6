import type { IDisposable } from '@lumino/disposable';
import type { MapCut, MapCutPatch } from '../analysis/linecuts.js';
import { DisposableStore } from '../lifecycle/index.js';
import type { NamedCut } from '../plots/index.js';
import { button, element, labelled } from './dom.js';

export interface ICutFormOptions {
  /** Called when numbers were typed, eV. */
  onChange: (id: string, patch: MapCutPatch) => void;
  /** Called when it has closed; the focus returns to the cut. */
  onClose: (id: string) => void;
}

/** A number of a cut, in a text field. */
interface IField {
  /** Null for a cut that has no such number. */
  of: (cut: MapCut) => number | null;
  /**
   * What a typed number changes. Only that number: the others are shown rounded, and would lose
   * digits.
   */
  patch: (value: number, cut: MapCut) => MapCutPatch;
  input: HTMLInputElement;
  label: HTMLElement;
  /** The value last shown; null if it has to be shown again. */
  shown: number | null;
}

const held = { CIE: 'Ω (eV)', CEE: 'ω (eV)', CET: 'Δ (eV)', line: '' };

/** Fields for the numbers of a cut, over the map. */
export class CutForm implements IDisposable {
  constructor(private _options: ICutFormOptions) {
    this.node.hidden = true;
    this._width.input.min = '0';
    this._at.label.prepend(this._atText);
    for (const field of this._fields) {
      this._owned.listen(field.input, 'change', () => this._apply(field));
    }
    this.node.append(this._at.label, this._width.label, this._done);
    this._owned.listen(this.node, 'submit', event => {
      event.preventDefault(); // Enter has already changed the field it was pressed in
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
    this._cut = null;
    this._owned.dispose();
    this.node.remove();
    this.node.replaceChildren();
  }

  /** Show the numbers of a cut, next to a point of the map (pixels). */
  open(cut: NamedCut, x: number, y: number): void {
    this.node.setAttribute('aria-label', cut.type === 'line' ? 'Line cut' : `${cut.type} cut`);
    this._atText.data = held[cut.type];
    const fields = this._fields.filter(({ of }) => of(cut) !== null);
    this.node.replaceChildren(...fields.map(({ label }) => label), this._done);
    this._fields.forEach(field => (field.shown = null));
    this._cut = cut;
    this.update([cut]);
    this._place = [x, y];
    this.node.hidden = false;
    this.fit();
    fields[0].input.focus();
    fields[0].input.select();
  }

  /** Move it to lie within the panel at its present size. */
  fit(): void {
    const { node } = this;
    const panel = node.parentElement;
    if (node.hidden || !panel) {
      return;
    }
    // at the right border its width would be limited to the room there
    Object.assign(node.style, { left: '0px', top: '0px' });
    const left = Math.max(0, Math.min(this._place[0], panel.clientWidth - node.offsetWidth));
    const top = Math.max(0, Math.min(this._place[1], panel.clientHeight - node.offsetHeight));
    Object.assign(node.style, { left: `${left}px`, top: `${top}px` });
  }

  /** Update from the cuts; closes if its cut was removed. */
  update(cuts: readonly NamedCut[]): void {
    if (!this._cut) {
      return;
    }
    const { id, type } = this._cut;
    const cut = cuts.find(entry => entry.id === id);
    if (cut?.type !== type) {
      this.close();
      return;
    }
    this._cut = cut;
    for (const field of this._fields) {
      const value = field.of(cut);
      // what is being typed stays until the number itself changes
      if (value !== null && value !== field.shown) {
        field.shown = value;
        field.input.value = String(Number(value.toFixed(4)));
      }
    }
  }

  close(): void {
    const { _cut: cut } = this;
    if (cut) {
      this._cut = null;
      this.node.hidden = true;
      this._options.onClose(cut.id);
    }
  }

  private _apply({ input, patch }: IField): void {
    const { _cut: cut } = this;
    if (cut && input.checkValidity()) {
      this._options.onChange(cut.id, patch(Number(input.value), cut));
    }
  }

  /** The cut as last shown; null while closed. */
  private _cut: NamedCut | null = null;
  /** Where it was opened, pixels. */
  private _place: [number, number] = [0, 0];
  private _atText = document.createTextNode('');
  private _at = field('', {
    of: cut => (cut.type === 'line' ? null : cut.at),
    patch: value => ({ at: value })
  });
  private _width = field('width (eV)', {
    of: cut => cut.width,
    patch: value => ({ width: value })
  });
  private _fields = [
    this._at,
    endField('from', 'incident'),
    endField('from', 'emission'),
    endField('to', 'incident'),
    endField('to', 'emission'),
    this._width
  ];
  private _done = Object.assign(button('Done', 'Close (Enter)'), { type: 'submit' });
  private _owned = new DisposableStore();
}

function endField(end: 'from' | 'to', axis: 'incident' | 'emission'): IField {
  return field(`${end} ${axis === 'incident' ? 'Ω' : 'ω'} (eV)`, {
    of: cut => (cut.type === 'line' ? cut[end][axis] : null),
    patch: (value, cut) => (cut.type === 'line' ? { [end]: { ...cut[end], [axis]: value } } : {})
  });
}

function field(label: string, { of, patch }: Pick<IField, 'of' | 'patch'>): IField {
  const input = element('input', 'jp-mod-styled');
  Object.assign(input, { type: 'number', step: 'any', required: true });
  return { of, patch, input, label: labelled(label, input), shown: null };
}
