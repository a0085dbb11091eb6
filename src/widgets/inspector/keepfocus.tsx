import { Component, type ReactNode } from 'react';

interface IKeepFocusProps {
  /** Takes the focus. */
  root: HTMLElement;
  children: ReactNode;
}

/**
 * Gives a panel the focus where the control that had it is gone with a drawing: without a focus in the viewer its
 * shortcuts would do nothing.
 */
export class KeepFocus extends Component<IKeepFocusProps> {
  override getSnapshotBeforeUpdate(): boolean {
    return this.props.root.contains(document.activeElement);
  }

  override componentDidUpdate(_: IKeepFocusProps, __: object, hadFocus: boolean): void {
    const { root } = this.props;
    if (hadFocus && !root.contains(document.activeElement)) {
      root.focus({ preventScroll: true });
    }
  }

  override render(): ReactNode {
    return this.props.children;
  }
}
