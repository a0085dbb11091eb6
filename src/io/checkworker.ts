import { XESError } from '../base/errors.js';
import type { WorkerReply, WorkerRequest } from './protocol.js';

/**
 * Let a separate worker write and read a tiny HDF5 file, without disturbing reads in progress.
 * @param timeout ms.
 * @returns the values read.
 * @throws XESError if the worker crashes, fails or does not respond.
 */
export function checkWorker(createWorker: () => Worker, timeout = 20_000): Promise<number[]> {
  const worker = createWorker();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = new Promise<number[]>((resolve, reject) => {
    const fail = (message: string) => reject(new XESError('worker/crashed', message));
    timer = setTimeout(() => fail(`The reader was silent for ${timeout / 1000} s.`), timeout);
    worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
      if (data.type === 'checked') {
        resolve(data.values);
      } else if (data.type === 'failed') {
        reject(new XESError(data.code, data.message));
      }
    };
    worker.onerror = event => {
      event.preventDefault();
      fail(`The reader could not be started (${event.message || 'it could not be loaded'}).`);
    };
    const request: WorkerRequest = { id: 1, type: 'check' };
    worker.postMessage(request);
  });
  return answer.finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}
