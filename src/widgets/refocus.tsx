import { Component, type ReactNode } from 'react';
import type { DisposableStore } from '../lifecycle/index.js';

/*
 * Where the part of a panel that had the focus is hidden or gone, the page would have it, and keys would do nothing. The
 * panel takes it then. What React takes away says nothing, and what is hidden is not drawn by React: each is noticed in
 * its own way.
 */

/**
 * Give a node the focus where the part of it that had it is hidden, such as a plot that waits for its curve.
 * @param root has a `tabIndex`.
 */
export function refocusWhereHidden(root: HTMLElement, owned: DisposableStore): void {
  owned.listen<FocusEvent>(root, 'focusout', ({ target, relatedTarget }) => {
    if (relatedTarget === null && target instanceof Element) {
      // at once, before another key is pressed; the event itself is too early
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

/** Gives a node the focus where the control of it that had it is gone with a drawing of React. */
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
