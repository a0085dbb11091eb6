import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { DisposableStore } from '../lifecycle/index.js';

/**
 * Have a widget lay out what is in it whenever its node has another size, until the end. Lumino's message alone is not
 * enough in JupyterLab's tabs: while a divider is dragged, Chromium answers it now and then with the width that a node had
 * in the frame before (each layout there has `contain: strict`), and after the last move nothing asks again.
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
