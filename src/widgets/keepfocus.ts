import type { DisposableStore } from '../lifecycle/index.js';

/**
 * Give a node the focus where the part of it that had it is hidden or gone, such as a plot that waits for its curve: else
 * the page would have it, and keys would do nothing.
 * @param root has a `tabIndex`.
 */
export function keepFocus(root: HTMLElement, owned: DisposableStore): void {
  owned.listen<FocusEvent>(root, 'focusout', ({ target, relatedTarget }) => {
    if (relatedTarget === null && target instanceof Element) {
      // at once, before another key is pressed; the event itself is too early
      queueMicrotask(() => {
        if (isFree() && !isSeen(target) && isSeen(root)) {
          root.focus({ preventScroll: true });
        }
      });
    }
  });
}

/** Whether nothing has the focus. */
function isFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isSeen(node: Element): boolean {
  return node.getClientRects().length > 0;
}
