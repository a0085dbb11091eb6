import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { DisposableStore } from '../lifecycle/index.js';

/**
 * Fit a widget's layout whenever the size of its node changes, until disposed. Lumino's message
 * alone is not enough: while a divider between two tabs is dragged, JupyterLab (4.6) pins the sizes
 * of nodes with large content, sends its messages meanwhile, and releases the nodes without sending
 * another.
 */
export function followSize(widget: Widget, owned: DisposableStore): void {
  // called once per frame, when sizes have settled; a layout whose size is unchanged does nothing
  const observer = new ResizeObserver(() => {
    if (widget.isAttached && widget.isVisible) {
      MessageLoop.sendMessage(widget, Widget.ResizeMessage.UnknownSize);
    }
  });
  observer.observe(widget.node);
  owned.defer(() => observer.disconnect());
}
