import { JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { analysisFactory, scanFactory } from './ids.js';

type Open = IDocumentManager['open'];

/** Tells the one call that opens, with the default viewer, the file named by the page's address. */
type IsRouted = (path: string, factory?: string) => boolean;

/**
 * Another extension may replace `docManager.open` for `.nxs` and ignore the factory that is asked
 * for. An accessor keeps our two factories reachable and leaves all else to whoever set it last.
 * After a reload JupyterLab opens the addressed file beside what it has restored: a scan that is
 * back in our viewer is revealed instead of opened a second time in another.
 */
export function keepFactoriesReachable(
  docManager: IDocumentManager,
  isRouted: IsRouted = () => false
): void {
  const original = (Object.getPrototypeOf(docManager) as { open: Open }).open;
  let inner: Open = docManager.open;
  Object.defineProperty(docManager, 'open', {
    configurable: true,
    get(): Open {
      // captured now: the replacement may itself call what it found here
      const other = inner;
      return (path, factory, ...rest) => {
        if (factory === scanFactory || factory === analysisFactory) {
          return original.call(docManager, path, factory, ...rest);
        }
        if (isRouted(path, factory) && docManager.findWidget(path, scanFactory)) {
          return docManager.openOrReveal(path, scanFactory);
        }
        return other.call(docManager, path, factory, ...rest);
      };
    },
    set(open: Open) {
      inner = open;
    }
  });
}

/** Follow what the address named when the page was loaded; it is opened once. */
export function watchAddress(resolver: JupyterFrontEnd.ITreeResolver): IsRouted {
  let address: string | undefined;
  void resolver.paths.then(
    paths => (address = paths?.file),
    () => undefined // nothing was routed
  );
  return (path, factory = 'default') => {
    const routed = factory === 'default' && path === address;
    if (routed) {
      address = undefined;
    }
    return routed;
  };
}

export const openingPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-xes:opening',
  description: 'The XES viewer beside other viewers.',
  autoStart: true,
  requires: [IDocumentManager],
  optional: [JupyterFrontEnd.ITreeResolver],
  activate: (
    _app: JupyterFrontEnd,
    docManager: IDocumentManager,
    resolver: JupyterFrontEnd.ITreeResolver | null
  ) => keepFactoriesReachable(docManager, resolver ? watchAddress(resolver) : undefined)
};
