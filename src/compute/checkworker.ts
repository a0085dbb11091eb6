import { XESError } from '../science/errors.js';
import type { ComputeOrder, ComputeWord } from './protocol.js';

/**
 * Start a compute worker of its own and have it answer: what is computed is not disturbed.
 * @param timeout ms.
 * @throws XESError `compute/crashed` where it can't be loaded, dies or is silent.
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
    worker.onmessage = ({ data }: MessageEvent<ComputeWord>) => {
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
    const orders: ComputeOrder[] = [
      { type: 'start', budget: { scans: 0, results: 0 }, refused: [] },
      { type: 'ping' }
    ];
    orders.forEach(order => worker.postMessage(order));
  });
  return answer.finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}
