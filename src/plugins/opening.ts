import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { analysisFactory, scanFactory } from './ids.js';

type Open = IDocumentManager['open'];

/**
 * Another extension may replace `docManager.open` for `.nxs` and ignore the factory that is asked
 * for. An accessor keeps our two factories reachable and leaves all else to whoever set it last.
 */
export function keepFactoriesReachable(docManager: IDocumentManager): void {
  const original = (Object.getPrototypeOf(docManager) as { open: Open }).open;
  let inner: Open = docManager.open;
  Object.defineProperty(docManager, 'open', {
    configurable: true,
    get(): Open {
      // captured now: the replacement may itself call what it found here
      const other = inner;
      return (path, factory, ...rest) =>
        factory === scanFactory || factory === analysisFactory
          ? original.call(docManager, path, factory, ...rest)
          : other.call(docManager, path, factory, ...rest);
    },
    set(open: Open) {
      inner = open;
    }
  });
}

export const openingPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:opening',
  description: 'Keeps the XES viewer reachable beside other viewers of the same files.',
  autoStart: true,
  requires: [IDocumentManager],
  activate: (_app: JupyterFrontEnd, docManager: IDocumentManager) =>
    keepFactoriesReachable(docManager)
};
