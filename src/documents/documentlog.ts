import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IModuleLog } from '../diagnostics/types.js';
import type { DisposableStore } from '../lifecycle/index.js';

/** A document in its tab. */
export interface ILoggedTab {
  readonly context: DocumentRegistry.Context;
  readonly owned: DisposableStore;
}

/** Logs a document's opening, saving and closing. */
export function logDocument(log: IModuleLog, tab: ILoggedTab, kind: string): void {
  const { context } = tab;
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
  tab.owned.defer(() => {
    context.saveState.disconnect(saved);
    log.info('Closed', { path: context.path });
  });
}
