import type { IModuleLog } from '../diagnostics/types.js';
import type { IScanOpener } from '../io/opener.js';

/** Logs each read with what it cost; why one failed is logged by the document. */
export function loggedReads(reader: IScanOpener, log: IModuleLog): IScanOpener {
  return {
    open: async (path, options) => {
      const start = performance.now();
      const spent = () => Math.round(performance.now() - start);
      try {
        const opened = await reader.open(path, options);
        const { bytes, requests } = opened.cost;
        const context = { bytes, requests, ms: spent() };
        log.info(`Read in ${context.ms} ms, ${bytes} bytes`, { path, context });
        return opened;
      } catch (error) {
        const what = options.signal.aborted ? 'Reading was cancelled' : 'Reading failed';
        log.debug(`${what} after ${spent()} ms`, { path });
        throw error;
      }
    }
  };
}

/** Logs where a worker starts and ends. */
export function loggedWorker(create: () => Worker, log: IModuleLog): () => Worker {
  return () => {
    const worker = create();
    const start = performance.now();
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      log.debug(`The reader ended after ${Math.round(performance.now() - start)} ms`);
      terminate();
    };
    log.debug('A reader was started');
    return worker;
  };
}
