/** An element with a class and text; text only, so that nothing from a file is ever markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = ''
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** A button in JupyterLab's style. */
export function button(label: string, title: string): HTMLButtonElement {
  const node = element('button', 'jp-XESButton jp-mod-styled jp-mod-minimal', label);
  node.type = 'button';
  node.title = title;
  return node;
}

/** Words in the place of those of a control where there is little room; its name stays. */
export function shortened<N extends HTMLElement>(node: N, name: string, words: string): N {
  const text = node.querySelector<HTMLElement>('.jp-XESLabel-text') ?? node;
  (node.querySelector('input') ?? node).setAttribute('aria-label', name);
  text.dataset.short = words;
  return node;
}

/** A box to be ticked. */
export function checkbox(): HTMLInputElement {
  const node = element('input', '');
  node.type = 'checkbox';
  return node;
}

/** A labelled control; a checkbox stands before its label. */
export function labelled(label: string, control: HTMLElement): HTMLLabelElement {
  const node = element('label', 'jp-XESLabel');
  const words = element('span', 'jp-XESLabel-text', label);
  const isCheckbox = control instanceof HTMLInputElement && control.type === 'checkbox';
  node.append(...(isCheckbox ? [control, words] : [words, control]));
  return node;
}

/** Give a select its options, each a value or a value with its text; the same stay as they are. */
export function fill(
  select: HTMLSelectElement,
  options: readonly (string | readonly [value: string, text: string])[]
): void {
  const pairs = options.map(option => (typeof option === 'string' ? [option, option] : option));
  const present = [...select.options].map(({ value, text }) => [value, text]);
  if (JSON.stringify(present) !== JSON.stringify(pairs)) {
    select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value)));
  }
}

/** Give a select its options in groups with titles. */
export function fillGroups(
  select: HTMLSelectElement,
  groups: Readonly<Record<string, readonly string[]>>
): void {
  select.replaceChildren(
    ...Object.entries(groups).map(([label, values]) => {
      const group = element('optgroup', '');
      group.label = label;
      group.append(...values.map(value => new Option(value, value)));
      return group;
    })
  );
}
