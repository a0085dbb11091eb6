import { XESError } from '../base/errors.js';
import type { PageMessage, WorkerMessage } from './protocol.js';

/**
 * Start a separate compute worker and ping it, without disturbing the one in use.
 * @param timeout ms.
 * @throws XESError `compute/crashed` if it can't be loaded, dies or is silent.
 */
export function checkComputeWorker(createWorker: () => Worker, timeout = 20_000): Promise<void> {
  const worker = createWorker();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = new Promise<void>((resolve, reject) => {
    const fail = (message: string) => reject(new XESError('compute/crashed', message));
    timer = setTimeout(
      () => fail(`The compute worker was silent for ${timeout / 1000} s.`),
      timeout
    );
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.type === 'alive') {
        resolve();
      } else if (data.type === 'broken') {
        fail(`The compute worker stopped (${data.message}).`);
      }
    };
    worker.onerror = event => {
      event.preventDefault();
      const why = event.message || 'it could not be loaded';
      fail(`The compute worker could not be started (${why}).`);
    };
    const messages: PageMessage[] = [
      { type: 'start', budget: { scans: 0, results: 0 }, refused: [] },
      { type: 'ping' }
    ];
    messages.forEach(message => worker.postMessage(message));
  });
  return answer.finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}
