import type { IDisposable } from '@lumino/disposable';
import { MessageLoop } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { DisposableStore } from '../lifecycle/index.js';
import type { IDiagnostics } from './types.js';

const where = { doing: 'Working in the background' };

/**
 * Report errors and rejections that were not caught, and those Lumino catches in slots and message
 * handlers, where their stack has our own code in it.
 * @param isOurs whether a stack has a frame of ours; asked of the script's URL where a primitive was thrown.
 */
export function captureGlobalErrors(
  diagnostics: IDiagnostics,
  isOurs: (stack: string) => boolean
): IDisposable {
  const store = new DisposableStore();
  const take = (reason: unknown, source: string) => {
    // a question that throws here would raise the very event it answers
    diagnostics.guardSync(where, () => {
      if (isOurs(stackOf(reason) || source)) {
        void diagnostics.report(reason, where);
      }
    });
  };
  store.listen<ErrorEvent>(window, 'error', event =>
    take(event.error ?? event.message, event.filename ?? '')
  );
  store.listen<PromiseRejectionEvent>(window, 'unhandledrejection', event =>
    take(event.reason, '')
  );
  for (const lumino of [Signal, MessageLoop]) {
    const handler = (error: Error) => {
      take(error, '');
      before(error);
    };
    const before = lumino.setExceptionHandler(handler);
    store.defer(() => {
      if (lumino.getExceptionHandler() === handler) {
        lumino.setExceptionHandler(before);
      }
    });
  }
  return store;
}

function stackOf(reason: unknown): string {
  const stack = (reason as { stack?: unknown } | null | undefined)?.stack;
  return typeof stack === 'string' ? stack : '';
}
