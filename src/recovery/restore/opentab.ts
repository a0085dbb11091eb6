import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { PromiseDelegate } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel } from '../../model/index.js';
import { XESError } from '../../base/errors.js';

/** A tab that may be closed. */
export interface IClosable {
  readonly isDisposed: boolean;
  readonly disposed: ISignal<unknown, void>;
}

/** The tab of a scan or an analysis. */
export interface DocumentTab extends IClosable {
  readonly context: DocumentRegistry.Context;
  /** Null before it is loaded and once disposed. */
  readonly model: AnalysisModel | null;
  /** Resolves when its content is shown. */
  readonly revealed: Promise<void>;
  /** Disposed of with the tab. */
  readonly owned: DisposableStore;
}

/**
 * Wait for a promise of a tab that the user may close meanwhile: the promises of a closed tab may
 * never settle.
 * @throws XESError `command/no-viewer` if the tab is closed.
 */
export async function whileOpen<T>(
  tab: IClosable,
  name: string,
  wait: Promise<T> | undefined
): Promise<T | undefined> {
  const closed = new PromiseDelegate<never>();
  const end = () =>
    closed.reject(
      new XESError(
        'command/no-viewer',
        `The tab of ${name} was closed before it was restored. Restore it again: the work is still stored.`
      )
    );
  tab.disposed.connect(end);
  if (tab.isDisposed) {
    end();
  }
  try {
    return await Promise.race([closed.promise, wait]);
  } finally {
    tab.disposed.disconnect(end);
  }
}
