/** Entry of the compute worker. Nothing here may import a module that JupyterLab shares. */
import { asXESError, stackOf } from '../science/errors.js';
import type { ComputeOrder, ComputeWord } from './protocol.js';
import { ComputeSession } from './session.js';
import { Yielding } from './yielding.js';
import { Evaluator } from '../analysis/evaluate/evaluator.js';

interface IWorkerScope {
  postMessage(message: ComputeWord, transfer: Transferable[]): void;
  addEventListener(type: 'message', handler: (event: MessageEvent<ComputeOrder>) => void): void;
  addEventListener(
    type: 'unhandledrejection',
    handler: (event: PromiseRejectionEvent) => void
  ): void;
}

const scope = globalThis as unknown as IWorkerScope;
const yielding = new Yielding();
const session = new ComputeSession(
  {
    post: (word, transfer) => scope.postMessage(word, transfer),
    yield: () => yielding.next(),
    now: () => performance.now()
  },
  new Evaluator()
);

scope.addEventListener('message', event => session.handle(event.data));
// the page hears of errors that nothing caught, but of no rejections
scope.addEventListener('unhandledrejection', event => {
  const error = asXESError(event.reason);
  scope.postMessage({ type: 'broken', message: error.message, stack: stackOf(error) }, []);
});
