import type { Widget } from '@lumino/widgets';

/** Show or hide a widget; without a change no message is sent. */
export function setVisible(widget: Widget, visible: boolean): void {
  if (widget.isHidden === visible) {
    widget.setHidden(!visible);
  }
}
