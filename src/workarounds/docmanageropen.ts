import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';

type Open = IDocumentManager['open'];

/** Recognises the call that opens the file in the page's URL with the default viewer. */
type IsRouted = (path: string, factory?: string) => boolean;

export interface IReachableFactories {
  /** Names of the factories that must be reachable. */
  factories: readonly string[];
  /** The factory whose open document is revealed if the page's URL names it. */
  revealing: string;
  isRouted?: IsRouted;
}

/**
 * Another extension may replace `docManager.open` for `.nxs` and ignore the requested factory, as
 * jupyterlab-h5web does (silx-kit/jupyterlab-h5web#65; JupyterLab offers no other way, see
 * jupyter/notebook#6344). An accessor keeps our factories reachable and leaves other calls to the
 * replacement. After a reload JupyterLab opens the file in the URL in addition to the restored
 * tabs: a scan restored in our viewer is revealed instead of opened again in another.
 *
 * If `open` was not replaced, this does nothing: each call is JupyterLab's own.
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
      // captured now: the replacement may itself call the function it got here
      const current = inner;
      return (path, factory, ...rest) => {
        if (factory !== undefined && factories.includes(factory)) {
          return original.call(docManager, path, factory, ...rest);
        }
        if (isRouted(path, factory) && docManager.findWidget(path, revealing)) {
          return docManager.openOrReveal(path, revealing);
        }
        return current.call(docManager, path, factory, ...rest);
      };
    },
    set(open: Open) {
      inner = open;
    }
  });
}

/** Recognise the opening of the file in the URL that the page was loaded with; it happens once. */
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
