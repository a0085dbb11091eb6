import type { DisposableStore } from '../lifecycle/index.js';

/** Selector of elements that can have the focus. */
export const takesFocus =
  'a[href], button, input, select, textarea, [tabindex], [contenteditable="true"]';

/**
 * Focus the part of a node that is pressed, until disposed. Plots keep the browser from doing so,
 * and keys would still go to the element that had the focus before.
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
