import { DisposableDelegate, type IDisposable } from '@lumino/disposable';

/** A behaviour bound to a FAST element while it is in the document. */
interface IFastBehavior {
  unbind(element: Element): void;
}

interface IFastController {
  behaviors?: Map<IFastBehavior, number> | null;
  onDisconnectedCallback?(): void;
}

const patched = new WeakSet<IFastController>();

/**
 * Fixes a leak in JupyterLab's toolbar: each `<jp-button>` (a FAST element) adds a `matchMedia`
 * behaviour with its appearance style. When the element leaves the document, because its tab closes
 * or the toolbar moves it, that nested behaviour is removed from the list before it is unbound, and
 * the MediaQueryList keeps the button for ever. Here it is unbound. No issue is known to us;
 * jupyterlab/jupyterlab#19370 fixed others of the same toolkit.
 *
 * Once JupyterLab has fixed this, no behaviour is removed from the list and this does nothing.
 *
 * @returns a disposable that ends the watch for new elements; elements already seen stay patched.
 */
export function mendToolbar(toolbar: HTMLElement): IDisposable {
  patchAll(toolbar);
  const observer = new MutationObserver(records =>
    records.flatMap(({ addedNodes }) => [...addedNodes]).forEach(patchAll)
  );
  observer.observe(toolbar, { childList: true, subtree: true });
  return new DisposableDelegate(() => {
    observer.takeRecords().forEach(({ addedNodes }) => addedNodes.forEach(patchAll));
    observer.disconnect();
  });
}

function patchAll(node: Node): void {
  if (node instanceof Element) {
    [node, ...node.querySelectorAll('*')].forEach(patch);
  }
}

function patch(element: Element): void {
  const controller = (element as { $fastController?: IFastController }).$fastController;
  const disconnect = controller?.onDisconnectedCallback;
  if (!controller || !disconnect || patched.has(controller)) {
    return;
  }
  patched.add(controller);
  controller.onDisconnectedCallback = () => {
    const bound = listed(controller);
    disconnect.call(controller);
    const remaining = new Set(listed(controller));
    // unbinding a FAST behaviour twice is harmless
    bound
      .filter(behavior => !remaining.has(behavior))
      .forEach(behavior => behavior.unbind(element));
  };
}

function listed({ behaviors }: IFastController): IFastBehavior[] {
  return behaviors instanceof Map ? [...behaviors.keys()] : [];
}
