import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { DisposableStore } from '../lifecycle/index.js';

/**
 * Have a widget lay out what is in it whenever its node has another size, until the end. Lumino's message alone is not
 * enough: while a divider between two tabs is dragged, JupyterLab (4.6) pins the sizes of nodes that hold much, sends its
 * messages meanwhile, and lets the nodes go without another.
 */
export function followSize(widget: Widget, owned: DisposableStore): void {
  // called once per frame, when the sizes are settled; a layout whose size is the same does nothing
  const observer = new ResizeObserver(() => {
    if (widget.isAttached && widget.isVisible) {
      MessageLoop.sendMessage(widget, Widget.ResizeMessage.UnknownSize);
    }
  });
  observer.observe(widget.node);
  owned.defer(() => observer.disconnect());
}
