/**
 * Remedy for a leak of JupyterLab's own toolbar: each `<jp-button>` (a FAST element) adds a
 * `matchMedia` behaviour with its appearance style; when the element is disconnected the nested
 * behaviour is never unbound, and the MediaQueryList keeps the button for ever. Taking the
 * behaviours away while the toolbar is still attached frees it. Where a later JupyterLab has
 * mended this, there is nothing to take away and this does nothing.
 */
interface IFastController {
  behaviors?: Map<unknown, unknown> | null;
  removeBehaviors?(behaviors: unknown[], force: boolean): void;
}

export function releaseToolbarBehaviors(toolbar: HTMLElement): void {
  for (const element of [toolbar, ...toolbar.querySelectorAll('*')]) {
    const controller = (element as { $fastController?: IFastController }).$fastController;
    if (controller?.behaviors instanceof Map && controller.removeBehaviors) {
      controller.removeBehaviors([...controller.behaviors.keys()], true);
    }
  }
}
