import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import type { IDiagnostics } from './types.js';

/**
 * Report errors and rejections nobody caught, where their stack has our own code in it.
 * @param isOurs whether a stack has a frame of ours.
 */
export function captureGlobalErrors(
  diagnostics: IDiagnostics,
  isOurs: (stack: string) => boolean
): IDisposable {
  const store = new DisposableStore();
  const take = (reason: unknown) => {
    const stack = reason instanceof Error ? (reason.stack ?? '') : '';
    if (isOurs(stack)) {
      void diagnostics.report(reason, { doing: 'Working in the background' });
    }
  };
  store.listen<ErrorEvent>(window, 'error', event => take(event.error));
  store.listen<PromiseRejectionEvent>(window, 'unhandledrejection', event => take(event.reason));
  return store;
}
