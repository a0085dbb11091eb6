import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDisposable } from '@lumino/disposable';
import type { ComputeClient } from '../compute/client.js';
import type { IHealthFigures } from './index.js';
import { ByteAccounts, type IByteAccount } from './accounts.js';
import type { ServerExtension } from '../server/index.js';
import type { ReaderClient } from '../io/index.js';
import { DisposableStore } from '../lifecycle/index.js';
import { serverOf } from '../server/pageserver.js';

/** A viewer as its bytes are counted: by a name, as long as its owner lives. */
export interface IWatched {
  readonly context: { readonly path: string };
  readonly isVisible: boolean;
  readonly owned: DisposableStore;
}

/** What holds the results of a document, as its bytes are counted. */
export interface IHoldsResults {
  readonly bytes: number;
  release(): number;
}

/** What holds the pictures of a document, as its bytes are counted. */
export interface IHoldsPictures {
  readonly rasterBytes: number;
  releaseRaster(): number;
}

/** What the viewer knows of itself, in one place: who holds bytes, the reader, the server. */
export class Vitals implements IDisposable {
  constructor(app: Pick<JupyterFrontEnd, 'serviceManager'>) {
    this.server = serverOf(app);
  }

  readonly accounts = new ByteAccounts();
  readonly server: ServerExtension;
  /** Tells all figures of this moment; null before they are watched. */
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

  /** Count what the workers hold; it is a cache while they rest. */
  watchWorkers({ reader, compute }: { reader: ReaderClient; compute: ComputeClient }): void {
    this._reader = reader;
    this._compute = compute;
    this._owned.clear();
    const common = {
      name: 'Reader',
      priority: () => (reader.state === 'reading' ? ('visible' as const) : ('cache' as const)),
      free: () => reader.release() // ends the worker, and so both
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
        bytes: () => computed.unsharedBytes, // the scans of open documents count for these
        free: () => compute.release()
      }
    ]) {
      this._owned.add(this.accounts.register(account));
    }
  }

  /** Count what a document holds, as long as it is open. */
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
    for (const one of [
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
      widget.owned.add(this.accounts.register(one));
    }
  }

  private _reader: ReaderClient | null = null;
  private _compute: ComputeClient | null = null;
  private _owned = new DisposableStore();
}
