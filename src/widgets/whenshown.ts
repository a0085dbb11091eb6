import { MessageLoop, type Message } from '@lumino/messaging';
import type { Widget } from '@lumino/widgets';
import type { DisposableStore } from '../lifecycle/index.js';

/** Run something whenever a widget is shown again, until its owner is disposed of. */
export function whenShown(widget: Widget, owned: DisposableStore, work: () => void): void {
  const hook = (_: unknown, { type }: Message) => {
    if (type === 'after-show') {
      work();
    }
    return true;
  };
  MessageLoop.installMessageHook(widget, hook);
  owned.defer(() => MessageLoop.removeMessageHook(widget, hook));
}
