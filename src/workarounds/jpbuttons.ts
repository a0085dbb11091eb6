import { DisposableDelegate, type IDisposable } from '@lumino/disposable';

/** What is bound to a FAST element while it is in the document. */
interface IFastBehavior {
  unbind(element: Element): void;
}

interface IFastController {
  behaviors?: Map<IFastBehavior, number> | null;
  onDisconnectedCallback?(): void;
}

const mended = new WeakSet<IFastController>();

/**
 * Remedy for a leak of JupyterLab's own toolbar: each `<jp-button>` (a FAST element) adds a
 * `matchMedia` behaviour with its appearance style. When the element leaves the document, by the end
 * of its tab or because the toolbar moves it, that nested behaviour is struck from the list before its
 * turn to be unbound comes, and the MediaQueryList keeps the button for ever. Here it is unbound.
 * No issue tells of it; jupyterlab/jupyterlab#19370 mended others of the same toolkit.
 *
 * Where a later JupyterLab has mended this, nothing is struck from the list and this does nothing.
 *
 * @returns what ends the watch for new elements; those that were seen stay mended.
 */
export function mendToolbar(toolbar: HTMLElement): IDisposable {
  mendAll(toolbar);
  const observer = new MutationObserver(records =>
    records.flatMap(({ addedNodes }) => [...addedNodes]).forEach(mendAll)
  );
  observer.observe(toolbar, { childList: true, subtree: true });
  return new DisposableDelegate(() => {
    observer.takeRecords().forEach(({ addedNodes }) => addedNodes.forEach(mendAll));
    observer.disconnect();
  });
}

function mendAll(node: Node): void {
  if (node instanceof Element) {
    [node, ...node.querySelectorAll('*')].forEach(mend);
  }
}

function mend(element: Element): void {
  const controller = (element as { $fastController?: IFastController }).$fastController;
  const disconnect = controller?.onDisconnectedCallback;
  if (!controller || !disconnect || mended.has(controller)) {
    return;
  }
  mended.add(controller);
  controller.onDisconnectedCallback = () => {
    const bound = listed(controller);
    disconnect.call(controller);
    const kept = new Set(listed(controller));
    // to unbind what was unbound is nothing to FAST's behaviours
    bound.filter(behavior => !kept.has(behavior)).forEach(behavior => behavior.unbind(element));
  };
}

function listed({ behaviors }: IFastController): IFastBehavior[] {
  return behaviors instanceof Map ? [...behaviors.keys()] : [];
}
