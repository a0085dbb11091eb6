import type { DocumentRegistry } from '@jupyterlab/docregistry';

/**
 * JupyterLab's autosave would try to save while the login has ended, and each attempt would fail
 * with a dialog. Here `canSave` is false meanwhile: autosave respects it, saving by hand does not
 * depend on it, and the work is stored in the browser. No issue is known to us.
 *
 * While the login is valid, this does nothing: JupyterLab's own value counts.
 */
export function pauseSaving(
  context: DocumentRegistry.Context,
  login: { readonly isEnded: boolean }
): void {
  // an own property comes first: the guard of a scan is one
  const original =
    Object.getOwnPropertyDescriptor(context, 'canSave') ??
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context), 'canSave');
  const canSave = () => (original?.get?.call(context) as boolean | undefined) ?? true;
  Object.defineProperty(context, 'canSave', {
    configurable: true,
    get: () => !login.isEnded && canSave()
  });
}
