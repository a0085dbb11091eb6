import { button, element } from './dom.js';

/** Buttons side by side, one of which is pressed. */
export class Segmented<T extends string> {
  /**
   * @param name what is chosen, for screen readers. @param choices each with its label and tooltip.
   */
  constructor(name: string, choices: Readonly<Record<T, readonly [words: string, title: string]>>) {
    this.node = element('div', 'jp-XESSegmented');
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', name);
    this.buttons = (Object.keys(choices) as T[]).map(value => {
      const [words, title] = choices[value];
      return { value, node: button(words, title) };
    });
    this.node.append(...this.buttons.map(({ node }) => node));
  }

  readonly node: HTMLElement;
  readonly buttons: readonly { value: T; node: HTMLButtonElement }[];

  /** Show the choice. @param fixed why no other is possible; null if any is. */
  show(chosen: T, fixed: string | null = null): void {
    for (const { value, node } of this.buttons) {
      node.setAttribute('aria-pressed', String(value === chosen));
      node.disabled = fixed !== null;
    }
    this.node.title = fixed ?? '';
  }
}
