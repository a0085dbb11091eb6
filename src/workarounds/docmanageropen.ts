import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';

type Open = IDocumentManager['open'];

/** Tells the one call that opens, with the default viewer, the file named by the page's address. */
type IsRouted = (path: string, factory?: string) => boolean;

export interface IReachableFactories {
  /** Names of the factories that must be reachable. */
  factories: readonly string[];
  /** The one whose open document is revealed where the page's address names it. */
  revealing: string;
  isRouted?: IsRouted;
}

/**
 * Another extension may replace `docManager.open` for `.nxs` and ignore the factory that is asked for, as jupyterlab-h5web
 * does (silx-kit/jupyterlab-h5web#65; that JupyterLab has no other way for it is jupyter/notebook#6344). An accessor keeps
 * our factories reachable and leaves all else to whoever set it last. After a reload JupyterLab opens the addressed file
 * beside what it has restored: a scan that is back in our viewer is revealed instead of opened a second time in another.
 *
 * Where it was not replaced, this does nothing: each call is JupyterLab's own.
 */
export function keepFactoriesReachable(
  docManager: IDocumentManager,
  { factories, revealing, isRouted = () => false }: IReachableFactories
): void {
  const original = (Object.getPrototypeOf(docManager) as { open: Open }).open;
  let inner: Open = docManager.open;
  Object.defineProperty(docManager, 'open', {
    configurable: true,
    get(): Open {
      // captured now: the replacement may itself call what it found here
      const other = inner;
      return (path, factory, ...rest) => {
        if (factory !== undefined && factories.includes(factory)) {
          return original.call(docManager, path, factory, ...rest);
        }
        if (isRouted(path, factory) && docManager.findWidget(path, revealing)) {
          return docManager.openOrReveal(path, revealing);
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
