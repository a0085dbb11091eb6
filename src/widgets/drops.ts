import type { Drag } from '@lumino/dragdrop';
import type { DisposableStore } from '../lifecycle/index.js';

const contentsMime = 'application/x-jupyter-icontents';

/** Accept files dragged from the file browser onto a node, by their paths. */
export function acceptDrops(
  node: HTMLElement,
  owned: DisposableStore,
  take: (paths: string[]) => void
): void {
  for (const type of ['lm-dragenter', 'lm-dragover', 'lm-drop']) {
    owned.listen<Drag.Event>(node, type, event => {
      if (!event.mimeData.hasData(contentsMime)) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      event.dropAction = event.proposedAction; // the file browser offers only a move
      if (type === 'lm-drop') {
        take(event.mimeData.getData(contentsMime) as string[]);
      }
    });
  }
}
