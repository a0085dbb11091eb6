/** Entry of the compute worker. Nothing here may import a module that JupyterLab shares. */
import { asXESError, stackOf } from '../base/errors.js';
import type { PageMessage, WorkerMessage } from './protocol.js';
import { ComputeSession } from './session.js';
import { WarmedEvaluator } from './warmed.js';
import { Yielding } from './yielding.js';
import { Evaluator } from '../analysis/evaluate/evaluator.js';

interface IWorkerScope {
  postMessage(message: WorkerMessage, transfer: Transferable[]): void;
  addEventListener(type: 'message', handler: (event: MessageEvent<PageMessage>) => void): void;
  addEventListener(
    type: 'unhandledrejection',
    handler: (event: PromiseRejectionEvent) => void
  ): void;
}

const scope = globalThis as unknown as IWorkerScope;
const yielding = new Yielding();
const session = new ComputeSession(
  {
    post: (message, transfer) => scope.postMessage(message, transfer),
    yield: () => yielding.next(),
    now: () => performance.now(),
    writeH5: async tree => (await import('../io/h5write.js')).writeH5(tree)
  },
  new WarmedEvaluator(new Evaluator(), {
    yield: () => yielding.next(),
    now: () => performance.now()
  })
);

scope.addEventListener('message', event => session.handle(event.data));
// uncaught errors reach the page by themselves, unhandled rejections do not
scope.addEventListener('unhandledrejection', event => {
  const error = asXESError(event.reason);
  scope.postMessage({ type: 'broken', message: error.message, stack: stackOf(error) }, []);
});
