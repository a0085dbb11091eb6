import { Widget } from '@lumino/widgets';
import type { Message } from '@lumino/messaging';
import { button, element } from './dom.js';
import type { Guard } from './part.js';

/** A question about the file of an open analysis, or a message about it. */
export interface IFileMatter {
  sentence: string;
  /** What can be done, most usual first. */
  choices: readonly IFileChoice[];
}

export interface IFileChoice {
  label: string;
  title: string;
  work: () => unknown;
}

/**
 * Bar between toolbar and viewer: says that the file of an analysis differs from what is shown, and
 * asks what to do.
 */
export class FileBar extends Widget {
  constructor(private _guard: Guard) {
    super();
    this.addClass('jp-XESFileBar');
    this.node.append(this._inner);
    this.hide();
  }

  /** Show a matter; null for none. If unchanged, the bar stays as it is, with its focus. */
  present(matter: IFileMatter | null): void {
    const name = matter ? JSON.stringify(matter) : '';
    if (name === this._name) {
      return;
    }
    this._name = name;
    this._inner.replaceChildren(...(matter ? this._parts(matter) : []));
    this.setHidden(matter === null);
    this._measure();
  }

  /** Saving waits for an answer: move the focus there. */
  ask(): void {
    this._inner.querySelector('button')?.focus();
  }

  override dispose(): void {
    this._inner.replaceChildren();
    super.dispose();
  }

  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    this._measure();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._measure();
  }

  private _parts({ sentence, choices }: IFileMatter): HTMLElement[] {
    const message = element('span', 'jp-XESFileBar-text', sentence);
    message.setAttribute('role', 'alert');
    const buttons = element('span', 'jp-XESFileBar-choices');
    const all = choices.map(({ label, title }) => button(label, title));
    all.forEach((node, i) => {
      const { label, work } = choices[i];
      node.onclick = () => {
        const enable = () => all.forEach(button => (button.disabled = false));
        all.forEach(button => (button.disabled = true)); // only one answer
        this._guard(label, async () => {
          try {
            await work();
          } finally {
            enable();
          }
        });
      };
    });
    buttons.append(...all);
    return [message, buttons];
  }

  /** Lumino's layout needs an explicit height; it does not follow from the content. */
  private _measure(): void {
    const height = this.isHidden ? 0 : this._inner.offsetHeight;
    if (height !== this._height) {
      this._height = height;
      this.node.style.minHeight = `${height}px`;
      this.parent?.fit();
    }
  }

  private _inner = element('div', 'jp-XESFileBar-inner');
  private _name = '';
  private _height = 0;
}
