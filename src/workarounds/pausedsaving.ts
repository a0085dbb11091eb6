import type { DocumentRegistry } from '@jupyterlab/docregistry';

/**
 * JupyterLab saves by itself only what says that it can be saved: not while the login has ended, where
 * each attempt would be refused with a dialog. The work is kept in the browser meanwhile; who saves
 * by hand is not hindered. No issue is known to us.
 *
 * Where the login lives, this does nothing: JupyterLab's own answer counts.
 */
export function pauseSaving(
  context: DocumentRegistry.Context,
  login: { readonly isEnded: boolean }
): void {
  // the context's own comes first: a scan's guard is one
  const before =
    Object.getOwnPropertyDescriptor(context, 'canSave') ??
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context), 'canSave');
  const canSave = () => (before?.get?.call(context) as boolean | undefined) ?? true;
  Object.defineProperty(context, 'canSave', {
    configurable: true,
    get: () => !login.isEnded && canSave()
  });
}
