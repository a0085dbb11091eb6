import { Component, type ReactNode } from 'react';
import type { DisposableStore } from '../lifecycle/index.js';

/*
 * If the focused part of a panel is hidden or removed, the page would get the focus, and keys would
 * have no effect. The panel then takes the focus. Removal by React fires no event, and hiding does
 * not involve React: each is detected in its own way.
 */

/**
 * Focus a node when the focused element within it is hidden, such as a plot that waits for its
 * curve.
 * @param root has a `tabIndex`.
 */
export function refocusWhereHidden(root: HTMLElement, owned: DisposableStore): void {
  owned.listen<FocusEvent>(root, 'focusout', ({ target, relatedTarget }) => {
    if (relatedTarget === null && target instanceof Element) {
      // before another key is pressed; during the event it is too early
      queueMicrotask(() => {
        if (isFree() && !isSeen(target) && isSeen(root)) {
          take(root);
        }
      });
    }
  });
}

interface IRefocusProps {
  /** Takes the focus; it has a `tabIndex`. */
  root: HTMLElement;
  children: ReactNode;
}

/** Focuses a node when React removes the focused control within it. */
export class RefocusWhereGone extends Component<IRefocusProps> {
  override getSnapshotBeforeUpdate(): boolean {
    return this.props.root.contains(document.activeElement);
  }

  override componentDidUpdate(_: IRefocusProps, __: object, hadFocus: boolean): void {
    const { root } = this.props;
    if (hadFocus && !root.contains(document.activeElement)) {
      take(root);
    }
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

function take(root: HTMLElement): void {
  root.focus({ preventScroll: true });
}

/** Whether nothing has the focus. */
function isFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isSeen(node: Element): boolean {
  return node.getClientRects().length > 0;
}
