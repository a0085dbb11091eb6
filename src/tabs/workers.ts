import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Contents } from '@jupyterlab/services';
import { ComputeClient } from '../compute/client.js';
import { createComputeWorker } from '../compute/workerfactory.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { readTarget, renameOf, type VersionRequests } from '../documents/index.js';
import type { Concerns, SchemaSources } from '../documents/schemas/index.js';
import { ReaderClient } from '../io/index.js';
import { createReaderWorker } from '../io/workerfactory.js';
import type { IColumnsSource } from '../widgets/columns/types.js';
import { loggedDeliveries, loggedWorker } from '../io/logged.js';

/** The reader and the compute worker of the page, shared by all documents, for the page's life. */
export class DocumentWorkers {
  constructor(
    { serviceManager }: JupyterFrontEnd,
    diagnostics: IDiagnostics,
    versions: VersionRequests,
    schemas: SchemaSources,
    always: IColumnsSource['always']
  ) {
    const { contents, serverSettings } = serviceManager;
    const io = diagnostics.module('io');
    this.reader = new ReaderClient({
      target: path => readTarget(contents, serverSettings, path),
      version: path => versions.fresh(path),
      schemas: (path, isAsked) => schemas.of(path, isAsked),
      createWorker: loggedWorker(createReaderWorker, io, 'reader'),
      onCrash: (error, path) => {
        // the document reports failed reads
        if (path === null) {
          void diagnostics.report(error, { doing: 'Reading a scan', module: 'io' });
        }
      }
    });
    const log = diagnostics.module('compute');
    this.compute = new ComputeClient({
      reader: loggedDeliveries(this.reader, io),
      createWorker: loggedWorker(createComputeWorker, log, 'compute worker'),
      onCrash: (error, path) =>
        void diagnostics.report(error, {
          // also for a read that crashed the reader, and is tried again
          ...(error.code === 'worker/crashed'
            ? { doing: 'Reading the scan', module: 'io' }
            : { doing: 'Computing', module: 'compute' }),
          ...(path === null ? {} : { path })
        })
    });
    this.columns = {
      list: (path, options) => this.reader.list(path, options),
      compute: path => this.compute.open({ path: () => path }),
      ...(always ? { always } : {})
    };
    schemas.changed.connect(this._onSchemas, this);
    // connected before any document is, so that cached scans are renamed before documents are
    contents.fileChanged.connect(this._onFileChanged, this);
  }

  /** Number of live workers: 0 to 2. */
  get live(): number {
    return this.reader.liveWorkers + this.compute.liveWorkers;
  }

  readonly reader: ReaderClient;
  readonly compute: ComputeClient;

  /** Source of the columns dialog. */
  readonly columns: IColumnsSource;

  private _onSchemas(_: unknown, isConcerned: Concerns): void {
    this.compute.refresh(isConcerned);
  }

  private _onFileChanged(_: unknown, change: Contents.IChangedArgs): void {
    const rename = renameOf(change);
    if (rename) {
      this.compute.renamed(rename.from, rename.to);
    }
  }
}
