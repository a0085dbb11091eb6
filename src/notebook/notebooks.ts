import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { Kernel } from '@jupyterlab/services';
import type { Panel } from '@lumino/widgets';
import '../../style/notebook.css';
import { changedFiles, KernelViewer, subshellOf, ViewOutput, type IOutputData } from './index.js';
import type { Embed } from './liveview.js';
import { KernelHost } from './kernelhost.js';
import type { INotebooksOptions } from './notebookoptions.js';

/** The outputs of notebooks, and their kernels' remote controls. */
export class Notebooks {
  constructor(
    private _options: INotebooksOptions,
    private _embed: Embed
  ) {}

  /** Show an output. @param resolver knows the notebook's path. */
  render(place: Panel, resolver: IRenderMime.IResolver | null, model: { data: object }): void {
    if (place.isDisposed) {
      return;
    }
    let output = this._outputs.get(place);
    if (!output) {
      const { contents } = this._options.app.serviceManager;
      const made = new ViewOutput(
        place,
        this._embed,
        () => pathOf(resolver),
        stamps => changedFiles(contents, pathOf(resolver), stamps)
      );
      this._outputs.set(place, made);
      place.disposed.connect(() => made.dispose());
      output = made;
    }
    output.render(model as IOutputData);
  }

  /**
   * Accept a kernel's comm if the cell that opened it was run on this page: other pages show their
   * own viewers.
   */
  async accept(
    context: DocumentRegistry.Context,
    comm: Kernel.IComm,
    data: unknown
  ): Promise<void> {
    const { kernel } = context.sessionContext.session ?? {};
    const { session, started } = (data ?? {}) as { session?: unknown; started?: unknown };
    if (!kernel || session !== kernel.clientId) {
      // closing it would close it for that page
      if (kernel) {
        await subshellOf(comm, kernel);
      }
      comm.dispose();
      return;
    }
    const host = new KernelHost(this._options, this._embed, context);
    const folder = typeof started === 'string' ? started : '';
    const viewer = new KernelViewer(comm, kernel, host, folder, () => this._viewers.delete(viewer));
    this._viewers.add(viewer);
  }

  /** Each is disposed of with its kernel. */
  private _viewers = new Set<KernelViewer>();
  private _outputs = new WeakMap<Panel, ViewOutput>();
}

function pathOf(resolver: IRenderMime.IResolver | null): string {
  return (resolver as { path?: string } | null)?.path ?? '';
}
