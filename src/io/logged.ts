import type { IModuleLog } from '../diagnostics/types.js';
import type { IScanDeliverer } from './delivery.js';

/** Logs each read with its cost; the document logs why one failed. */
export function loggedDeliveries(reader: IScanDeliverer, log: IModuleLog): IScanDeliverer {
  return {
    prioritise: paths => reader.prioritise(paths),
    link: connect => reader.link(connect),
    deliver: async (path, options) => {
      const start = performance.now();
      const spent = () => Math.round(performance.now() - start);
      try {
        const delivered = await reader.deliver(path, options);
        const { bytes, requests } = delivered.cost;
        const context = { bytes, requests, ms: spent() };
        log.info(`Read in ${context.ms} ms, ${bytes} bytes`, { path, context });
        return delivered;
      } catch (error) {
        const what = options.signal.aborted ? 'Reading was cancelled' : 'Reading failed';
        log.debug(`${what} after ${spent()} ms`, { path });
        throw error;
      }
    }
  };
}

/** Logs when a worker starts and ends. @param name such as `reader`. */
export function loggedWorker(create: () => Worker, log: IModuleLog, name: string): () => Worker {
  return () => {
    const worker = create();
    const start = performance.now();
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      log.debug(`The ${name} ended after ${Math.round(performance.now() - start)} ms`);
      terminate();
    };
    log.debug(`A ${name} was started`);
    return worker;
  };
}
