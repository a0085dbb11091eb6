import type { IDisposable } from '@lumino/disposable';
import { inPhase } from '../base/phases.js';
import { Lifetime, markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import { asXESError, revive, XESError } from '../base/errors.js';
import { isCrash } from './failure.js';
import type { Delivered, IDeliverOptions, IReaderLink, IScanDeliverer } from './delivery.js';
import { choiceWith } from './askedchoice.js';
import type { FileListing } from '../formats/mapping/types.js';
import type { IFileLister, IListOptions, IOpenOptions, IScanOpener } from './opener.js';
import type {
  DeliveredScan,
  OpenResult,
  ReadTarget,
  WorkerReply,
  WorkerRequest
} from './protocol.js';
import type { IReaderOptions } from './readeroptions.js';
import { ReadQueue } from './readqueue.js';
import { ReadStatistics } from './statistics.js';
import { cancelled, readUnchanged, timed, type UnchangedRead } from './unchanged.js';

export type { IReaderOptions };

/** `none`: no worker; `idle`: a worker without work; `reading`: a worker that reads. */
export type ReaderState = 'none' | 'idle' | 'reading';

/** The worker's answer to a request. */
type Answer = OpenResult | DeliveredScan | FileListing;

interface IJob {
  request: Extract<WorkerRequest, { type: 'open' | 'list' }>;
  options: IOpenOptions;
  resolve(result: Answer): void;
  reject(error: XESError): void;
}

/** Most reads in progress, so that the worker is never idle, and the server not flooded. */
const mostReads = 2;

/**
 * The page's side of the reading worker: one worker, one read at a time, for all documents. As a
 * synchronous read can't be interrupted, cancelling it terminates the worker.
 */
export class ReaderClient implements IScanOpener, IFileLister, IScanDeliverer, IDisposable {
  constructor(private _options: IReaderOptions) {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._lifetime.isDisposed;
  }

  /** Number of running workers: 0 or 1. */
  get liveWorkers(): number {
    return this._worker ? 1 : 0;
  }

  async open(path: string, options: IOpenOptions): Promise<OpenResult> {
    const read = () => this._open(path, options) as Promise<OpenResult>;
    return (await this._whenUnchanged(path, options.signal, read)).value;
  }

  async deliver(path: string, options: IDeliverOptions): Promise<Delivered> {
    let sequence = 0;
    const read = () => {
      sequence = options.begin();
      return this._open(path, options, sequence) as Promise<DeliveredScan>;
    };
    const { value, version } = await this._whenUnchanged(path, options.signal, read);
    return { ...value, sequence, version };
  }

  list(path: string, { signal, entry }: IListOptions): Promise<FileListing> {
    const entryChoice = entry === undefined ? undefined : { entry };
    const list = async () => {
      const given = this._schemasOf(path, true);
      const choice = choiceWith(entryChoice, given instanceof Promise ? await given : given);
      const ask = (id: number, target: ReadTarget) =>
        ({ id, type: 'list', target, ...(choice && { choice }) }) as const;
      return this._ask(path, { signal }, ask) as Promise<FileListing>;
    };
    return this._reads.run(path, signal, list);
  }

  prioritise(paths: readonly string[]): void {
    this._reads.prioritise(paths);
  }

  link(connect: (() => IReaderLink | null) | null): void {
    this._connect = connect;
    this._link();
  }

  /** Counters of reads, and the memory of the worker. */
  readonly statistics = new ReadStatistics();

  get state(): ReaderState {
    return this._running ? 'reading' : this._worker ? 'idle' : 'none';
  }

  /** Terminate an idle worker to free its memory. @returns bytes freed. */
  release(): number {
    const { held } = this.statistics;
    if (this._running || !this._worker) {
      return 0;
    }
    this._endWorker();
    return held.heap + held.blocks;
  }

  /** Queue a read, and repeat it if the file changed in the meantime. */
  private _whenUnchanged<T extends Omit<OpenResult, 'scan'>>(
    path: string,
    signal: AbortSignal,
    read: () => Promise<T>
  ): Promise<UnchangedRead<T>> {
    const { version } = this._options;
    const work = async (): Promise<UnchangedRead<T>> =>
      version
        ? readUnchanged({
            version: () => version(path),
            read: () => timed(read),
            isGrowing: this._growing.has(path),
            signals: [signal, this._lifetime.signal]
          })
        : { value: await read(), version: null };
    return this._reads.run(path, signal, async () => {
      const read = await inPhase('open', work);
      this.statistics.finishedScan();
      this._growing[read.value.isBeingWritten ? 'add' : 'delete'](path);
      return read;
    });
  }

  /** @param delivery number of the delivery to the compute worker; absent: to the page. */
  private async _open(path: string, options: IOpenOptions, delivery?: number): Promise<Answer> {
    const coming = this._schemasOf(path, options.isByUser ?? false);
    const given = coming instanceof Promise ? await coming : coming; // synchronous if they are known
    const choice = choiceWith(options.choice, given);
    return this._ask(path, options, (id, target) => ({
      id,
      type: 'open',
      target,
      ...(choice === undefined ? {} : { choice }),
      ...(delivery === undefined ? {} : { delivery })
    }));
  }

  /** The schemas to try for a file; synchronous if they are known. */
  private _schemasOf(path: string, isAsked: boolean) {
    const coming = this._options.schemas?.(path, isAsked) ?? [];
    if (coming instanceof Promise) {
      this._warm();
    }
    return coming;
  }

  private async _ask(
    path: string,
    options: IOpenOptions,
    ask: (id: number, target: ReadTarget) => IJob['request']
  ): Promise<Answer> {
    const found = this._target(path);
    const target = found instanceof Promise ? await found : found; // synchronous if possible
    return new Promise((resolve, reject) => {
      if (this.isDisposed || options.signal.aborted) {
        reject(cancelled());
        return;
      }
      const job: IJob = { request: ask(this._nextId++, target), options, resolve, reject };
      const abort = () => this._cancel(job);
      options.signal.addEventListener('abort', abort, { once: true });
      const done = () => options.signal.removeEventListener('abort', abort);
      job.resolve = result => (done(), resolve(result));
      job.reject = error => (done(), reject(error));
      this._queue.push(job);
      this._next();
    });
  }

  /** @throws XESError `file/unreachable`, synchronously or later. */
  private _target(path: string): ReadTarget | Promise<ReadTarget> {
    const unreachable = (reason: unknown): never => {
      throw asXESError(reason, 'file/unreachable');
    };
    try {
      const target = this._options.target(path);
      return target instanceof Promise ? target.catch(unreachable) : target;
    } catch (reason) {
      return unreachable(reason);
    }
  }

  dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._lifetime.dispose();
    markAsDisposed(this);
    this._endWorker();
    this._reads.clear();
    const jobs = [...(this._running ? [this._running] : []), ...this._queue];
    this._running = null;
    this._queue = [];
    jobs.forEach(job => job.reject(cancelled()));
  }

  private _next(): void {
    if (this._running || this.isDisposed) {
      return;
    }
    clearTimeout(this._idleTimer);
    const job = this._queue.shift();
    if (!job) {
      this._idleTimer = setTimeout(
        () => this._endWorker(),
        this._options.idleMilliseconds ?? 30_000
      );
      return;
    }
    this._running = job;
    try {
      const worker = this._worker ?? this._startWorker();
      worker.postMessage(job.request);
      this.statistics.began();
      this._watch();
    } catch (cause) {
      this._crashed(
        new XESError('worker/crashed', 'The reader could not be started. Reload the page.', {
          cause
        })
      );
    }
  }

  /** Start a worker in advance for the next read. */
  private _warm(): void {
    if (this._worker || this._running || this.isDisposed) {
      return;
    }
    try {
      this._startWorker();
      this._next();
    } catch {
      // the next read reports this
    }
  }

  private _startWorker(): Worker {
    const worker = this._options.createWorker();
    this._worker = worker;
    this.statistics.started();
    this._link();
    // ignore messages from a terminated worker
    const current = () => this._worker === worker;
    worker.onmessage = (event: MessageEvent<WorkerReply>) =>
      current() && this._onMessage(event.data);
    worker.onerror = event => {
      event.preventDefault();
      if (current()) {
        this._stopped(event.message);
      }
    };
    // no handler property, as Chromium's workers lack it
    worker.addEventListener('messageerror', () => {
      if (current()) {
        this._crashed(
          new XESError('worker/crashed', "The reader sent what can't be read. Reload the scan.")
        );
      }
    });
    return worker;
  }

  private _link(): void {
    const link = this._worker && this._connect?.();
    if (link) {
      const request: WorkerRequest = { type: 'link', ...link };
      this._worker?.postMessage(request, [link.port]);
    }
  }

  /** @param message of the error; '' if the worker's code could not be loaded. */
  private _stopped(message: string): void {
    if (message) {
      const sentence = `The reader stopped (${message}). It is started again; reload the scan.`;
      this._crashed(new XESError('worker/crashed', sentence));
    } else {
      this._failed(
        new XESError(
          'file/unreachable',
          'The reader could not be loaded: the server does not answer, or the extension was updated. Reload the scan when the server is back; after an update, reload the page.'
        )
      );
    }
  }

  private _onMessage(reply: WorkerReply): void {
    const job = this._running;
    if (!job || reply.id !== job.request.id) {
      return;
    }
    this._watch();
    if (reply.type === 'progress') {
      this.statistics.moved(reply.bytes);
      job.options.onProgress?.(reply.bytes, reply.total);
      return;
    }
    if (reply.type === 'failed') {
      const error = revive(reply.code, reply.message, reply.stack, reply.details);
      if (isCrash(reply.code)) {
        this._crashed(error);
        return;
      }
      if (reply.isSpent) {
        this._endWorker();
      }
      job.reject(error);
    } else if (reply.type === 'opened' || reply.type === 'delivered') {
      this.statistics.opened(reply.result);
      job.resolve(reply.result);
    } else if (reply.type === 'listed') {
      job.resolve(reply.listing);
    }
    this._finish();
    this._next();
  }

  private _crashed(error: XESError): void {
    const path = this._running?.request.target.path ?? null;
    this.statistics.crashed();
    this._failed(error);
    this._options.onCrash?.(error, path);
  }

  /** Fail the running read and terminate the worker; the next read starts another. */
  private _failed(error: XESError): void {
    const job = this._running;
    this._endWorker();
    this._finish();
    job?.reject(error);
    this._next();
  }

  private _cancel(job: IJob): void {
    this._queue = this._queue.filter(queued => queued !== job);
    if (this._running === job) {
      this._endWorker();
      this._finish();
    }
    job.reject(cancelled());
    this._next();
  }

  private _finish(): void {
    clearTimeout(this._hangTimer);
    this._running = null;
    this.statistics.finished();
  }

  private _watch(): void {
    clearTimeout(this._hangTimer);
    this._hangTimer = setTimeout(
      () =>
        this._crashed(
          new XESError(
            'worker/crashed',
            'Reading hung and was given up. Reload the scan to try again.'
          )
        ),
      this._options.hangMilliseconds ?? 60_000
    );
  }

  private _endWorker(): void {
    clearTimeout(this._idleTimer);
    clearTimeout(this._hangTimer);
    const worker = this._worker;
    this._worker = null;
    worker?.terminate();
    this.statistics.ended();
  }

  private _lifetime = new Lifetime();
  private _reads = new ReadQueue<string>(mostReads);
  private _connect: (() => IReaderLink | null) | null = null;
  /** Files that were still being written at their last read. */
  private _growing = new Set<string>();
  private _nextId = 1;
  private _worker: Worker | null = null;
  private _running: IJob | null = null;
  private _queue: IJob[] = [];
  private _idleTimer: ReturnType<typeof setTimeout> | undefined;
  private _hangTimer: ReturnType<typeof setTimeout> | undefined;
}
