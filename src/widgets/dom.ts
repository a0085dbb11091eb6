/**
 * Create an element with a class and text; text only, so that nothing from a file is ever markup.
 */
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

/** Create a button in JupyterLab's style. */
export function button(label: string, title: string): HTMLButtonElement {
  const node = element('button', 'jp-XESButton jp-mod-styled jp-mod-minimal', label);
  node.type = 'button';
  node.title = title;
  return node;
}

/** Show shorter words on a control if space is short; its accessible name stays. */
export function shortened<N extends HTMLElement>(node: N, name: string, words: string): N {
  const text = node.querySelector<HTMLElement>('.jp-XESLabel-text') ?? node;
  (node.querySelector('input') ?? node).setAttribute('aria-label', name);
  text.dataset.short = words;
  return node;
}

/** Create a checkbox. */
export function checkbox(): HTMLInputElement {
  const node = element('input', '');
  node.type = 'checkbox';
  return node;
}

/** Label a control; a checkbox goes before its label. */
export function labelled(label: string, control: HTMLElement): HTMLLabelElement {
  const node = element('label', 'jp-XESLabel');
  const words = element('span', 'jp-XESLabel-text', label);
  const isCheckbox = control instanceof HTMLInputElement && control.type === 'checkbox';
  node.append(...(isCheckbox ? [control, words] : [words, control]));
  return node;
}

/**
 * Set the options of a select, each a value or a value with its text; unchanged options are left
 * alone.
 */
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

/** Set the options of a select in titled groups. */
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
