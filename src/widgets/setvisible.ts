import type { Widget } from '@lumino/widgets';

/** Show or hide a widget; what is as it should be gets no message. */
export function setVisible(widget: Widget, visible: boolean): void {
  if (widget.isHidden === visible) {
    widget.setHidden(!visible);
  }
}
