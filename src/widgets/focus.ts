import type { DisposableStore } from '../lifecycle/index.js';

/** Selects what can have the focus. */
export const takesFocus =
  'a[href], button, input, select, textarea, [tabindex], [contenteditable="true"]';

/**
 * Give a node's part that is pressed the focus, until the end. Plots keep the browser from doing so, and keys would go to
 * where they went before.
 * @param root has a `tabIndex`.
 */
export function focusWithin(root: HTMLElement, owned: DisposableStore): void {
  const onPress = ({ target }: MouseEvent) => {
    const taker = target instanceof Element ? target.closest<HTMLElement>(takesFocus) : null;
    if (taker && taker !== document.activeElement) {
      taker.focus({ preventScroll: true });
    }
  };
  owned.listen<MouseEvent>(root, 'mousedown', onPress, { capture: true });
}
