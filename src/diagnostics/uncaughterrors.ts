import type { IDisposable } from '@lumino/disposable';
import { MessageLoop } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { DisposableStore } from '../lifecycle/index.js';
import type { IDiagnostics } from './types.js';

const where = { doing: 'Working in the background' };

/**
 * Report uncaught errors and rejections, and those that Lumino catches in slots and message
 * handlers, if our code is in their stack.
 * @param isOurs whether a stack has a frame of ours; gets the script's URL if there is no stack.
 */
export function captureGlobalErrors(
  diagnostics: IDiagnostics,
  isOurs: (stack: string) => boolean
): IDisposable {
  const store = new DisposableStore();
  const capture = (reason: unknown, source: string) => {
    // guarded: an error thrown here would raise the very event that is handled
    diagnostics.guardSync(where, () => {
      if (isOurs(stackOf(reason) || source)) {
        void diagnostics.report(reason, where);
      }
    });
  };
  store.listen<ErrorEvent>(window, 'error', event =>
    capture(event.error ?? event.message, event.filename ?? '')
  );
  store.listen<PromiseRejectionEvent>(window, 'unhandledrejection', event =>
    capture(event.reason, '')
  );
  for (const lumino of [Signal, MessageLoop]) {
    const handler = (error: Error) => {
      capture(error, '');
      previous(error);
    };
    const previous = lumino.setExceptionHandler(handler);
    store.defer(() => {
      if (lumino.getExceptionHandler() === handler) {
        lumino.setExceptionHandler(previous);
      }
    });
  }
  return store;
}

function stackOf(reason: unknown): string {
  const stack = (reason as { stack?: unknown } | null | undefined)?.stack;
  return typeof stack === 'string' ? stack : '';
}
