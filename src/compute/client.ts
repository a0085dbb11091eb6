import type { IDisposable } from '@lumino/disposable';
import type { IReaderLink } from '../io/delivery.js';
import { markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import { revive, type ErrorCode, type XESError } from '../base/errors.js';
import { addressOf } from './addresses.js';
import type { IComputeOptions } from './clientoptions.js';
import { SuspectNodes, type End } from './suspectnodes.js';
import { ComputeDocument, type IDocumentHost } from './computedocument.js';
import type { Address, Budget, PageMessage, WorkerMessage } from './protocol.js';
import { afterMoves, UnconfirmedMoves } from './moves.js';
import { ScanReads } from './reads.js';
import { ComputeStatistics } from './statistics.js';
import type { IComputeClient, IComputeDocument } from './types.js';
import { NodeWatch } from './nodewatch.js';
import { Watchdog } from './watchdog.js';
import { hungWorkerError, stopped, WorkerLife } from './workerlife.js';

export type { IComputeOptions };

const defaultBudget: Budget = { scans: 256e6, results: 256e6 };

/** After this many consecutive unexplained ends, the worker is not restarted automatically. */
const maxUnexplained = 3;

/**
 * The page's side of the compute worker: one worker for all documents. Every message to it can be
 * repeated, so that when it ends, a new worker takes over and everything is shown again.
 */
export class ComputeClient implements IComputeClient {
  constructor(private _options: IComputeOptions) {
    const { hangMilliseconds: timeout = 60_000 } = _options;
    this._watchdog = new Watchdog({
      timeout,
      grace: Math.min(5000, timeout),
      ping: () => this._worker?.post({ type: 'ping' }),
      onHang: () => this._ended(hungWorkerError(), 'hang')
    });
    this._nodes = new NodeWatch({
      timeout: _options.timeoutMilliseconds ?? 3000,
      isWanted: ({ document, step, recipe }) => {
        const open = this._documents.get(document);
        return open !== undefined && (recipe === null || open.recipeOf(step) === recipe);
      },
      onOverdue: () => this._overdue(),
      slow: 500,
      onSlow: ({ document, step }, isSlow) =>
        this._documents.get(document)?.onSlow(isSlow ? step : null)
    });
    this._reads = new ScanReads({
      reader: _options.reader,
      post: message => this._worker?.post(message),
      generation: () => (this._worker ? this._generation : null),
      onChange: addresses => this._onScans(new Set(addresses)),
      onGiven: addresses => this._onGiven(new Set(addresses)),
      onCrash: (error, path) => _options.onCrash?.(error, path)
    });
    this._host = {
      reads: this._reads,
      send: message => this._send(message),
      start: () => this._worker ?? this._start(),
      nextQueryId: () => ++this._lastQueryId,
      scanBytes: document => this.statistics.bytesOf(document),
      onBusy: () => this._followBusy(),
      onClose: document => this._onClose(document)
    };
    trackDisposable(this);
  }

  /** Statistics of computations, and of the worker's memory. */
  readonly statistics = new ComputeStatistics();

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Number of running workers: 0 or 1. */
  get liveWorkers(): number {
    return this._worker ? 1 : 0;
  }

  /** `none`: no worker; `idle`: a worker without work; `computing`: a worker with work. */
  get state(): 'none' | 'idle' | 'computing' {
    return !this._worker ? 'none' : this._isBusy ? 'computing' : 'idle';
  }

  open({ path }: { path(): string }): IComputeDocument {
    clearTimeout(this._idleTimer);
    const document = new ComputeDocument(++this._lastDocument, path, this._host);
    this._documents.set(document.id, document);
    return document;
  }

  expect(path: string): IDisposable {
    if (!this._worker) {
      this._start();
    }
    return this._reads.expect(addressOf({ path, entry: null, columns: null }));
  }

  /** Read files again that are now read differently. */
  refresh(isConcerned: (path: string) => boolean): void {
    this._reads.refresh(isConcerned);
  }

  renamed(from: string, to: string): void {
    const moves = this._reads.rename(from, to);
    const known = new Map(moves);
    this._documents.forEach(document => document.onMoves(known));
    if (moves.length > 0) {
      this._needs.forEach((addresses, id) => this._needs.set(id, afterMoves(addresses, known)));
      if (this._worker) {
        this._moves.sent(moves);
        this._worker.post({ type: 'moved', moves });
      }
      this._onScans(new Set(known.values()));
    }
  }

  release(): number {
    const { scans, results } = this.statistics.held;
    if (!this._worker) {
      return 0;
    }
    if (this._documents.size === 0) {
      this._endWorker();
    } else {
      this._send({ type: 'release', document: null });
    }
    const { held } = this.statistics;
    return scans + results - held.scans - held.results;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    markAsDisposed(this);
    [...this._documents.values()].forEach(document => document.dispose());
    this._options.reader.link(null);
    this._endWorker();
  }

  private get _isBusy(): boolean {
    return [...this._documents.values()].some(({ isBusy }) => isBusy);
  }

  private _followBusy(): void {
    const isBusy = this._worker !== null && this._isBusy;
    this._watchdog.watch(isBusy);
    this.statistics.setBusy(isBusy);
  }

  private _start(): void {
    try {
      this._worker = new WorkerLife({
        createWorker: () => this._options.createWorker(),
        onMessage: message => this._onMessage(message),
        onDeath: (error, isMissing) =>
          isMissing ? this._missing(error) : this._ended(error, 'crash')
      });
    } catch (error) {
      this._options.onCrash?.(error as XESError, null);
      this._giveUp(error as XESError);
      return;
    }
    this.statistics.started();
    const { budget = defaultBudget } = this._options;
    this._worker.post({ type: 'start', budget, refused: this._suspects.refused });
    this._worker.post({ type: 'scan', updates: this._reads.scanUpdates });
    this._options.reader.link(this._connect);
    for (const document of this._documents.values()) {
      document.messages.forEach(message => this._worker?.post(message));
    }
    this._watchdog.watch(this._isBusy);
  }

  /** A port between reader and compute worker. */
  private _connect = (): IReaderLink | null => {
    if (!this._worker) {
      return null;
    }
    const { port1, port2 } = new MessageChannel();
    const generation = ++this._generation;
    this._worker.post({ type: 'link', generation, port: port2 }, [port2]);
    return { generation, port: port1 };
  };

  private _onMessage(message: WorkerMessage): void {
    this._handle(message);
    this._nodes.reset();
    this._watchdog.reset(this._isBusy);
    this.statistics.setBusy(this._isBusy);
  }

  private _handle(message: WorkerMessage): void {
    switch (message.type) {
      case 'alive':
        return;
      case 'node':
        this._suspects.running = message.running?.key ?? null;
        this._nodeOf = message.running?.document ?? null;
        return this._nodes.runs(message.running);
      case 'adopted':
        return this._reads.adopted(message.sequence);
      case 'undelivered':
        return this._reads.undelivered();
      case 'evicted':
        return this._reads.evicted(this._moves.now(message.addresses));
      case 'moved':
        return this._moves.confirmed();
      case 'needs':
        return this._needed(message.document, this._moves.now(message.addresses));
      case 'report':
        return this._reported(message);
      case 'preview':
        this._documents.get(message.document)?.onPreview(message);
        return;
      case 'answer':
        this._documents.forEach(document => document.onAnswer(message.id, message.answer));
        return;
      case 'refused':
        return this._refused(message);
      case 'held':
        return this.statistics.holds(message.held);
      case 'fault':
        return this._options.onCrash?.(errorOf(message), this._pathOf(message.document));
      case 'broken':
        return this._ended(stopped(message.message, message.stack), 'crash');
    }
  }

  private _reported(report: Extract<WorkerMessage, { type: 'report' }>): void {
    const document = this._documents.get(report.document);
    if (document) {
      this._unexplained = report.isSettled ? 0 : this._unexplained;
      document.onReport(report);
      this.statistics.reported(report.revision === document.revision);
    }
  }

  private _refused(message: Extract<WorkerMessage, { type: 'refused' }>): void {
    const error = errorOf(message);
    for (const document of this._documents.values()) {
      if (document.onRefusal(message.id, error) && error.code === 'internal/error') {
        this._options.onCrash?.(error, document.path());
      }
    }
  }

  private _needed(document: number, addresses: readonly Address[]): void {
    if (!this._documents.has(document)) {
      return; // the document was closed before the message arrived
    }
    this._needs.delete(document);
    this._needs.set(document, addresses);
    this._want();
  }

  /** Read the needed scans: for visible documents first, among them for the most recent request first. */
  private _want(): void {
    const isHidden = (id: number) => Number(this._documents.get(id)?.isHidden ?? true);
    const needs = [...this._needs].reverse().sort(([a], [b]) => isHidden(a) - isHidden(b));
    this._reads.want(needs.flatMap(([, addresses]) => addresses));
  }

  /** Without a worker nothing will be evaluated. */
  private _onGiven(addresses: ReadonlySet<Address>): void {
    if (this._worker) {
      this._documents.forEach(document => document.onGiven(addresses));
    }
  }

  private _onScans(addresses: ReadonlySet<Address>): void {
    this._documents.forEach(document => document.onScans(addresses));
  }

  /** The worker died or hung. */
  private _ended(error: XESError, how: End): void {
    const path = this._pathOf(this._nodeOf);
    const isExplained = this._suspects.ended(how);
    this.statistics.crashed();
    this._endWorker();
    this._unexplained += isExplained ? 0 : 1;
    this._options.onCrash?.(error, path);
    if (this._isDisposed || this._documents.size === 0) {
      return;
    }
    if (this._unexplained >= maxUnexplained) {
      this._giveUp(error);
    } else {
      this._restart();
    }
  }

  /**
   * It computes a result that is no longer wanted, and does not yield: this is no crash, as the user changed their
   * mind.
   */
  private _overdue(): void {
    this._endWorker();
    if (this._documents.size > 0) {
      this._restart();
    }
  }

  private _restart(): void {
    this._documents.forEach(document => document.onRestart());
    this._start();
  }

  private _missing(error: XESError): void {
    this._endWorker();
    this._giveUp(error);
  }

  /** Fail all documents until the user acts. */
  private _giveUp(error: XESError): void {
    this._unexplained = 0;
    this._documents.forEach(document => document.onFailure(error));
  }

  private _endWorker(): void {
    clearTimeout(this._idleTimer);
    this._watchdog.watch(false);
    this._nodes.runs(null);
    this._worker?.end();
    this._worker = null;
    this._suspects.running = this._nodeOf = null;
    this._generation++; // deliveries of the reader to the terminated worker are lost
    this._needs.clear();
    this._moves.clear();
    this._reads.lost();
    this.statistics.ended();
  }

  private _onClose({ id }: ComputeDocument): void {
    this._documents.delete(id);
    this._nodes.check();
    if (this._needs.delete(id)) {
      this._want();
    }
    if (this._documents.size === 0 && this._worker) {
      const { idleMilliseconds = 30_000 } = this._options;
      this._idleTimer = setTimeout(() => this._endWorker(), idleMilliseconds);
    }
  }

  private _pathOf(document: number | null): string | null {
    return (document === null ? undefined : this._documents.get(document))?.path() ?? null;
  }

  private _send(message: PageMessage): void {
    if (this._worker) {
      this._worker.post(message);
      this._nodes.check();
      if (message.type === 'release') {
        this.statistics.releases(message.document);
      }
    } else if (message.type === 'update' || message.type === 'query') {
      this._start(); // sends the whole state, including this
    }
  }

  private _isDisposed = false;
  private _worker: WorkerLife | null = null;
  private _reads: ScanReads;
  private _documents = new Map<number, ComputeDocument>();
  private _lastDocument = 0;
  private _lastQueryId = 0;
  private _suspects = new SuspectNodes();
  /** Document of the running node. */
  private _nodeOf: number | null = null;
  private _watchdog: Watchdog;
  private _nodes: NodeWatch;
  private _generation = 0;
  /** Missing scans, by the document that needs them. */
  private _needs = new Map<number, readonly Address[]>();
  private _moves = new UnconfirmedMoves();
  /** Consecutive ends of workers while no node was running. */
  private _unexplained = 0;
  private _idleTimer: ReturnType<typeof setTimeout> | undefined;
  private _host: IDocumentHost;
}

function errorOf({ code, message, stack }: { code: ErrorCode; message: string; stack: string }) {
  return revive(code, message, stack);
}
