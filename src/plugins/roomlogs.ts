import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IModuleLog } from '../diagnostics/types.js';
import type { IScanOpener } from '../io/opener.js';
import type { XESDocumentWidget } from '../widgets/documentwidget.js';

/** Logs a document's opening, saving and closing. */
export function logDocument(log: IModuleLog, widget: XESDocumentWidget, kind: string): void {
  const { context } = widget;
  log.info(`Opened (${kind})`, { path: context.path });
  const saved = (_: unknown, state: DocumentRegistry.SaveState) => {
    const details = { path: context.path };
    if (state === 'failed') {
      log.warning('Could not be saved', details);
    } else if (state !== 'started') {
      log.info('Saved', details);
    }
  };
  context.saveState.connect(saved);
  widget.owned.defer(() => {
    context.saveState.disconnect(saved);
    log.info('Closed', { path: context.path });
  });
}

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
