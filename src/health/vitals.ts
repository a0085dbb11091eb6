import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDisposable } from '@lumino/disposable';
import type { ComputeClient } from '../compute/client.js';
import type { IHealthFigures } from './index.js';
import { ByteAccounts, type IByteAccount } from './byteaccounts.js';
import type { ServerExtension } from '../server/index.js';
import type { ReaderClient } from '../io/index.js';
import { DisposableStore } from '../lifecycle/index.js';
import { serverOf } from '../server/pageserver.js';

/** A viewer whose bytes are counted, under its path, until `owned` is disposed of. */
export interface IWatched {
  readonly context: { readonly path: string };
  readonly isVisible: boolean;
  readonly owned: DisposableStore;
}

/** The holder of a document's results. */
export interface IHoldsResults {
  readonly bytes: number;
  release(): number;
}

/** The holder of a document's rasters. */
export interface IHoldsPictures {
  readonly rasterBytes: number;
  releaseRaster(): number;
}

/** The state of the viewer in one place: byte accounts, workers, server. */
export class Vitals implements IDisposable {
  constructor(app: Pick<JupyterFrontEnd, 'serviceManager'>) {
    this.server = serverOf(app);
  }

  readonly accounts = new ByteAccounts();
  readonly server: ServerExtension;
  /** Returns all current figures; null before the health plugin is loaded. */
  figures: (() => IHealthFigures) | null = null;

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  /** Null before a document was opened. */
  get reader(): ReaderClient | null {
    return this._reader;
  }

  /** Null before a document was opened. */
  get compute(): ComputeClient | null {
    return this._compute;
  }

  /** Count the bytes of the workers; they are caches while the workers are idle. */
  watchWorkers({ reader, compute }: { reader: ReaderClient; compute: ComputeClient }): void {
    this._reader = reader;
    this._compute = compute;
    this._owned.clear();
    const common = {
      name: 'Reader',
      priority: () => (reader.state === 'reading' ? ('visible' as const) : ('cache' as const)),
      free: () => reader.release() // ends the worker, which frees both accounts
    };
    const { statistics } = reader;
    const { statistics: computed } = compute;
    for (const account of [
      { ...common, kind: 'wasm' as const, bytes: () => statistics.held.heap },
      { ...common, kind: 'blocks' as const, bytes: () => statistics.held.blocks },
      {
        name: 'Compute worker',
        kind: 'arrays' as const,
        priority: () => (compute.state === 'computing' ? ('visible' as const) : ('cache' as const)),
        bytes: () => computed.unsharedBytes, // open documents account for their own scans
        free: () => compute.release()
      }
    ]) {
      this._owned.add(this.accounts.register(account));
    }
  }

  /** Count the bytes of a document while it is open. */
  watchDocument(widget: IWatched, model: IHoldsResults, viewer: IHoldsPictures): void {
    const account = (
      kind: IByteAccount['kind'],
      bytes: () => number,
      free: () => number
    ): IByteAccount => ({
      kind,
      bytes,
      free,
      get name() {
        return widget.context.path;
      },
      priority: () => (widget.isVisible ? 'visible' : 'hidden')
    });
    for (const entry of [
      account(
        'arrays',
        () => model.bytes,
        () => model.release()
      ),
      account(
        'plots',
        () => viewer.rasterBytes,
        () => viewer.releaseRaster()
      )
    ]) {
      widget.owned.add(this.accounts.register(entry));
    }
  }

  private _reader: ReaderClient | null = null;
  private _compute: ComputeClient | null = null;
  private _owned = new DisposableStore();
}
