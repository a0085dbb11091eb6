import { PromiseDelegate } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';
import { beginPhase } from '../base/phases.js';
import { markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import type { XESError } from '../base/errors.js';
import type { ContourChoice, ContourLines, Histogram } from '../figures/index.js';
import { addressesOf } from './addresses.js';
import { Drawing } from './drawing.js';
import type { Id, Ref } from '../analysis/document/types.js';
import { slowStep, withSlow } from './slowoutcomes.js';
import { closedDocumentError, PendingQueries } from './pendingqueries.js';
import type { Address, Answer, DocumentReport, PageMessage, WorkerMessage } from './protocol.js';
import type { ExportFile, FigureFile, MadeFile, WritableItem } from './exporttypes.js';
import type { ScanReads } from './reads.js';
import { contentsOf, wholeUpdate } from './requested.js';
import { recipeOf } from './nodewatch.js';
import type {
  Cell,
  ColorChoice,
  ComputeRequest,
  ComputeResult,
  ComputeUpdate,
  HistogramScale,
  IComputeDocument,
  Picture,
  PictureRequest,
  ScanSummary
} from './types.js';

/** The client's interface for its documents. */
export interface IDocumentHost {
  readonly reads: ScanReads;
  /** Post to the worker; without one, a worker is started and sent the whole state. */
  send(message: PageMessage): void;
  /** Start a worker if there is none. */
  start(): void;
  nextQueryId(): number;
  /** Bytes of its scans in the worker. */
  scanBytes(document: number): number;
  /** It started or stopped waiting for the worker. */
  onBusy(): void;
  onClose(document: ComputeDocument): void;
}

/** The page's side of an open document: see `IComputeDocument`. */
export class ComputeDocument implements IComputeDocument {
  constructor(
    readonly id: number,
    /** JupyterLab path of the document. */
    readonly path: () => string,
    private _host: IDocumentHost
  ) {
    this._queries = new PendingQueries(
      id,
      () => _host.nextQueryId(),
      message => _host.send(message)
    );
    this._settled.resolve();
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get changed(): ISignal<this, ComputeUpdate> {
    return this._changed;
  }

  get current(): ComputeUpdate | null {
    return this._current;
  }

  get settled(): Promise<void> {
    return this._settled.promise;
  }

  get isSettled(): boolean {
    return this._isSettled || this._isDisposed;
  }

  /** Number of the last update. */
  get revision(): number {
    return this._revision;
  }

  get isHidden(): boolean {
    return this._request?.isHidden ?? true;
  }

  /** Whether the worker has work for it. */
  get isBusy(): boolean {
    return this._isUnsettled || this._queries.size > 0;
  }

  /** As `recipeOf`, for the current request. */
  recipeOf(step: Id): string | null {
    return this._request && recipeOf(this._request.document, step);
  }

  update(request: ComputeRequest): void {
    if (this._isDisposed) {
      return;
    }
    const before = this._request;
    const { document, sources, demand, pins = [], isHidden } = request;
    this._request = request;
    this._revision++;
    const isPlaced = before?.sources === sources && before.document.scans === document.scans;
    if (!isPlaced) {
      this._place(addressesOf(document, sources));
    }
    const isSame =
      before?.document.scans === document.scans && before.document.steps === document.steps;
    this._unsettle();
    this._host.send({
      type: 'update',
      document: this.id,
      revision: this._revision,
      ...(isSame ? {} : { contents: contentsOf(request) }),
      ...(isPlaced ? {} : { addresses: [...this._addresses] }),
      demand,
      pins,
      isHidden
    });
    if (slowStep(document.steps, this._slow) !== this._slow) {
      this.onSlow(null);
    }
  }

  result(ref: Ref): Promise<ComputeResult> {
    return this._query({ kind: 'result', ref }, null);
  }

  writable(refs: readonly Ref[]): Promise<WritableItem[]> {
    return this._query({ kind: 'writable', refs }, null);
  }

  file(file: ExportFile | FigureFile, signal: AbortSignal): Promise<MadeFile> {
    return this._query({ kind: 'file', file }, null, signal);
  }

  picture(request: PictureRequest): Promise<Picture> {
    return this._query({ kind: 'picture', request }, `picture ${request.slot ?? ''}`);
  }

  cell(valueKey: string, incident: number, emission: number): Promise<Cell | null> {
    return this._query({ kind: 'cell', valueKey, incident, emission }, 'cell');
  }

  contours(valueKey: string, choice: ContourChoice, slot = ''): Promise<ContourLines> {
    return this._query({ kind: 'contours', valueKey, choice }, `contours ${slot}`);
  }

  histogram(valueKey: string, along: HistogramScale): Promise<Histogram> {
    return this._query({ kind: 'histogram', valueKey, along }, 'histogram');
  }

  limits(valueKey: string, choice: Omit<ColorChoice, 'colorMap'>): Promise<[number, number]> {
    return this._query({ kind: 'limits', valueKey, choice }, null);
  }

  reload(id: Id): void {
    this._withAddress(id, address => {
      this._unsettle();
      this._host.start(); // retry with a new worker if the last one was given up
      this._host.reads.reload(address);
    });
  }

  cancel(id: Id): void {
    this._withAddress(id, address => this._host.reads.cancel(address));
  }

  get bytes(): number {
    return this._drawing.bytes + this._host.scanBytes(this.id);
  }

  release(): number {
    const { bytes } = this;
    if (this._request && bytes > 0) {
      this._drawing.clear();
      this._host.send({ type: 'release', document: this.id });
      this._emit(new Set([...this._drawing.outcomes.keys(), ...this._addresses.keys()]));
    }
    return bytes;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    markAsDisposed(this);
    this._host.send({ type: 'close', document: this.id });
    this._place(new Map());
    this._drawing.clear();
    this._request = this._current = null;
    this._isUnsettled = false;
    this._endPhase();
    this._settled.resolve();
    this._queries.rejectAll(closedDocumentError());
    this._host.onClose(this);
    Signal.clearData(this);
  }

  /** The messages that update a new worker on this document. */
  get messages(): PageMessage[] {
    if (!this._request) {
      return [];
    }
    const { id: document, _revision: revision, _addresses: addresses } = this;
    return [
      wholeUpdate(this._request, { document, revision, addresses }),
      ...this._queries.messages
    ];
  }

  /** The worker ended and a new one is starting. */
  onRestart(): void {
    if (this._request) {
      this._drawing.previews.clear(); // they were in the worker that ended
      this._unsettle();
    }
  }

  /** The worker reported on this document. */
  onReport(report: DocumentReport): void {
    const changed = this._drawing.take(report);
    this._reported = report.revision;
    this._isUnsettled = !(report.isSettled && report.revision === this._revision);
    if (changed.size > 0 || !this._isUnsettled) {
      this._emit(changed);
    }
    this._settle();
  }

  /** The worker has been silent on this step for long; null: no longer. */
  onSlow(step: Id | null): void {
    const before = this._slow;
    this._slow = slowStep(this._request?.document.steps ?? [], step);
    const changed = new Set([before, this._slow].filter(id => id !== null));
    if (this._request) {
      this._emit(changed);
    }
  }

  /** The preview of a scan being read changed. */
  onPreview({ id, preview, isOther }: Extract<WorkerMessage, { type: 'preview' }>): void {
    if (this._addresses.has(id) && this._request) {
      this._drawing.preview(id, preview, isOther);
      this._emit(new Set([id]));
    }
  }

  /** Computing was abandoned: mark results that are missing, or of an earlier request, as failed. */
  onFailure(error: XESError): void {
    const { code, message } = error;
    const isLatest = this._reported === this._revision;
    const isAvailable = (id: Id) => {
      const state = this._drawing.outcomes.get(id)?.state;
      return isLatest && state !== undefined && state !== 'waiting' && state !== 'running';
    };
    const demanded = (this._request?.demand ?? []).map(({ id }) => id);
    const lost = [...demanded, ...this._drawing.outcomes.keys()].filter(id => !isAvailable(id));
    this._reported = this._revision;
    this._isUnsettled = false;
    this._emit(this._drawing.fail(new Set(lost), { code, message }));
    this._settle();
    this._queries.rejectAll(error);
  }

  onAnswer(id: number, answer: Answer): boolean {
    return this._queries.answered(id, answer);
  }

  onRefusal(id: number, error: XESError): boolean {
    return this._queries.refused(id, error);
  }

  /** The facts about these scans changed. */
  onScans(addresses: ReadonlySet<Address>): void {
    const ids = [...this._addresses].flatMap(([id, address]) => (addresses.has(address) ? id : []));
    if (ids.length > 0 && this._request) {
      this._emit(new Set(ids));
      this._settle();
    }
  }

  /** The worker evaluates dependents of these scans again, and reports. */
  onGiven(addresses: ReadonlySet<Address>): void {
    if (this._request && [...this._addresses.values()].some(item => addresses.has(item))) {
      this._unsettle();
    }
  }

  /** Files were renamed. */
  onMoves(moves: ReadonlyMap<Address, Address>): void {
    this._addresses = new Map(
      [...this._addresses].map(([id, address]) => [id, moves.get(address) ?? address])
    );
  }

  /** The answer is of the kind that the query requests. */
  private async _query<T extends Answer>(...asked: Parameters<PendingQueries['send']>): Promise<T> {
    if (!this._request) {
      throw closedDocumentError();
    }
    const answer = this._queries.send(...asked);
    this._host.onBusy();
    return (await answer) as T;
  }

  private _place(addresses: ReadonlyMap<Id, Address>): void {
    const before = this._addresses;
    this._addresses = addresses;
    this._scans = new Map();
    // hold the new ones first, so that scans in both sets are not dropped in between
    addresses.forEach(address => this._host.reads.hold(address));
    before.forEach(address => this._host.reads.drop(address));
  }

  private _withAddress(id: Id, work: (address: Address) => void): void {
    const address = this._addresses.get(id);
    if (address !== undefined) {
      work(address);
    }
  }

  private _emit(changed: ReadonlySet<Id>): void {
    const { items, values } = this._drawing;
    const outcomes = withSlow(this._drawing.outcomes, this._slow);
    const scans = new Map(this._scans);
    for (const id of this._scans.size === 0 ? this._addresses.keys() : changed) {
      const address = this._addresses.get(id);
      const scan = address === undefined ? undefined : this._host.reads.get(address);
      if (scan) {
        scans.set(id, scan.summary(id));
      }
    }
    this._scans = scans;
    const { corrected } = this._drawing;
    const isComing = (id: Id) => ['loading', 'ready'].includes(scans.get(id)?.state ?? '');
    const previews = new Map([...this._drawing.previews].filter(([id]) => isComing(id)));
    this._current = {
      revision: this._reported,
      outcomes,
      scans,
      items,
      values,
      previews,
      corrected: new Set(corrected),
      changed
    };
    this._changed.emit(this._current);
  }

  private _unsettle(): void {
    this._isUnsettled = true;
    if (this._isSettled) {
      this._isSettled = false;
      this._settled = new PromiseDelegate();
      this._endPhase = beginPhase('compute');
    }
    this._host.onBusy();
  }

  private _settle(): void {
    this._host.onBusy();
    const isReading = [...this._addresses.values()].some(item => this._host.reads.isLoading(item));
    if (!this._isUnsettled && !isReading && !this._isSettled) {
      this._isSettled = true;
      this._endPhase();
      this._settled.resolve();
    }
  }

  private _isDisposed = false;
  private _request: ComputeRequest | null = null;
  private _slow: Id | null = null;
  private _revision = 0;
  /** Revision of the last report. */
  private _reported = 0;
  private _addresses: ReadonlyMap<Id, Address> = new Map();
  private _scans: ReadonlyMap<Id, ScanSummary> = new Map();
  private _drawing = new Drawing();
  private _current: ComputeUpdate | null = null;
  /** Whether the worker has yet to report this document as settled. */
  private _isUnsettled = false;
  private _isSettled = true;
  private _endPhase: () => void = () => undefined;
  private _settled = new PromiseDelegate<void>();
  private _queries: PendingQueries;
  private _changed = new Signal<this, ComputeUpdate>(this);
}
