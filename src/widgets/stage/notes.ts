import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../../lifecycle/index.js';
import { button, element } from '../dom.js';
import type { Guard } from '../part.js';

/** A sentence about something that is not drawn, and what to do about it. */
export interface INote {
  text: string;
  action?: { label: string; run: () => unknown };
}

/** Most notes shown; more would take the room of the plots. */
const mostSeen = 2;

/** The lines below the plots that explain what is not drawn: a few, and the rest on request. */
export class Notes implements IDisposable {
  constructor(private _guard: Guard) {
    this.node.setAttribute('role', 'status');
    this._owned.listen(this._more, 'click', () => {
      this._isOpen = !this._isOpen;
      this._update();
    });
    this.node.append(this._lines, this._more);
    this.node.hidden = true;
  }

  readonly node = element('div', 'jp-XESStage-notes');

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Show notes; unchanged ones stay as they are, and are announced once. */
  show(notes: readonly INote[]): void {
    const name = JSON.stringify(notes);
    this._actions = notes.map(({ action }) => action?.run);
    if (name !== this._name) {
      this._name = name;
      this._isOpen &&= notes.length > mostSeen;
      this._lines.replaceChildren(...notes.map((note, i) => this._line(note, i)));
      this.node.hidden = notes.length === 0;
      this._update();
    }
  }

  dispose(): void {
    this._owned.dispose();
    this._actions = [];
    this.node.replaceChildren();
  }

  private _line({ text, action }: INote, index: number): HTMLElement {
    const line = element('div', 'jp-XESStage-note');
    const words = element('span', '', text);
    words.title = text;
    line.append(words);
    if (action) {
      const act = button(action.label, action.label);
      act.onclick = () => this._guard(action.label, () => this._actions[index]?.());
      line.append(act);
    }
    return line;
  }

  private _update(): void {
    const lines = [...this._lines.children] as HTMLElement[];
    const others = lines.slice(mostSeen);
    lines.forEach((line, i) => (line.hidden = i >= mostSeen && !this._isOpen));
    this.node.classList.toggle('jp-mod-open', this._isOpen);
    this._more.hidden = others.length === 0;
    this._more.textContent = this._isOpen ? 'fewer' : `and ${others.length} more`;
    this._more.title = this._isOpen
      ? ''
      : others.map(line => line.firstChild?.textContent).join('\n');
    this._more.setAttribute('aria-expanded', String(this._isOpen));
  }

  private _owned = new DisposableStore();
  private _lines = element('div', 'jp-XESStage-lines');
  private _more = button('', '');
  private _isOpen = false;
  private _name = '';
  private _actions: ((() => unknown) | undefined)[] = [];
}
