import { asXESError, isOutOfMemory, type XESError } from '../base/errors.js';
import type { Id, Ref } from '../analysis/document/types.js';
import type { Evaluation, Evaluator } from '../analysis/evaluate/evaluator.js';
import type { NodeResult, Progress } from '../analysis/evaluate/outcome.js';
import type { Failure } from '../analysis/steps/part.js';
import type { IWanted, WantedDocument } from './wanted.js';

/** Finished nodes, and the progress of others. */
export type Found = ReadonlyMap<Id, NodeResult | Progress>;

export interface ISchedulerOptions {
  evaluator: Pick<Evaluator, 'evaluate'>;
  /** Let queued messages be handled. */
  yield(): Promise<void>;
  /** ms */
  now(): number;
  /** Results requested by queries, in addition to the document's demand. */
  queriedRefs(document: WantedDocument): readonly Ref[];
  /** A node is about to run; null: none is running any more. */
  onNode(node: { id: Id; key: string } | null, document: WantedDocument, wanted: IWanted): void;
  /** Why a node must not be run. */
  refuse(key: string): Failure | null;
  /** Heartbeat: still working, nothing to report. */
  onAlive(): void;
  onProgress(document: WantedDocument, wanted: IWanted, found: Found): void;
  onDone(document: WantedDocument, wanted: IWanted, evaluation: Evaluation): void;
  /** Out of memory: release whatever can be recomputed or read again. */
  onOutOfMemory(): void;
  /** It can't be evaluated: out of memory even after a release, or a bug. */
  onFailed(document: WantedDocument, wanted: IWanted, error: XESError): void;
  /**
   * A running evaluation whose request is no longer the latest may continue until this time after
   * its start (ms).
   */
  grace?: number;
}

/** An evaluation yields to messages after this time (ms). */
const slice = 4;
/** During a drag results follow the pointer: an evaluation that has just started is finished. */
const defaultGrace = 100;
/** Outcomes are reported while an evaluation runs, no more often than this (ms). */
const progressInterval = 50;

interface IRunning {
  document: WantedDocument;
  wanted: IWanted;
  abort: AbortController;
  began: number;
  /** When it last yielded to messages, and when outcomes were last reported. */
  yielded: number;
  reported: number;
  isSuperseded: boolean;
  /** Not yet reported. */
  found: Map<Id, NodeResult | Progress>;
}

/**
 * Evaluates the documents one at a time: visible ones first, the most recently changed first among
 * them, hidden ones last. A document with precedence over the running one preempts it; that one
 * resumes later.
 */
export class Scheduler {
  constructor(private _options: ISchedulerOptions) {}

  /** Whether there is nothing to do. */
  get isIdle(): boolean {
    return !this._isLooping;
  }

  /** Whether an evaluation of this document is due or running. */
  isBusy(document: WantedDocument): boolean {
    return document.isDirty || this._running?.document === document;
  }

  add(document: WantedDocument): void {
    this._documents.add(document);
  }

  /** Its evaluation is aborted, if it is running, and not reported. */
  delete(document: WantedDocument): void {
    this._documents.delete(document);
    if (this._running?.document === document) {
      this._running.abort.abort();
    }
  }

  /** A document changed: its request (`isLatest`), or its inputs. */
  schedule(document: WantedDocument, isLatest: boolean): void {
    document.isDirty = true;
    const running = this._running;
    if (running && running.document === document && isLatest) {
      running.isSuperseded = true;
    } else if (
      running &&
      running.document !== document &&
      this._goesBefore(document, running.document)
    ) {
      running.document.isDirty = true;
      running.abort.abort();
    }
    void this._loop();
  }

  private async _loop(): Promise<void> {
    if (this._isLooping) {
      return;
    }
    this._isLooping = true;
    try {
      // handle messages that were sent together before evaluating
      await this._options.yield();
      for (let next = this._next(); next; next = this._next()) {
        await this._evaluate(next);
      }
    } finally {
      this._isLooping = false;
    }
  }

  private _next(): WantedDocument | undefined {
    const due = [...this._documents].filter(({ isDirty }) => isDirty);
    return due.sort((a, b) => (this._goesBefore(a, b) ? -1 : 1))[0];
  }

  private _goesBefore(a: WantedDocument, b: WantedDocument): boolean {
    return a.isHidden === b.isHidden ? a.touched > b.touched : b.isHidden;
  }

  private async _evaluate(document: WantedDocument): Promise<void> {
    const { evaluator, queriedRefs, refuse, onNode, onDone } = this._options;
    const now = this._options.now();
    const running: IRunning = {
      document,
      wanted: document.request,
      abort: new AbortController(),
      began: now,
      yielded: now,
      reported: now,
      isSuperseded: false,
      found: new Map()
    };
    this._running = running;
    document.isDirty = false;
    const { signal } = running.abort;
    try {
      const { contents, demand, pins } = running.wanted;
      const evaluation = await evaluator.evaluate(contents, document.sources, {
        demand: [...demand, ...queriedRefs(document)],
        pins,
        owner: String(document.id),
        signal,
        yield: () => this._yield(running),
        onNode: node => running.found.set(node.id, node),
        onProgress: (id, progress) => running.found.set(id, progress),
        onCompute: computation => onNode(computation, document, running.wanted),
        refuse
      });
      if (!signal.aborted && !this._isOutOfMemory(document, evaluation)) {
        onDone(document, running.wanted, evaluation);
      }
    } catch (reason) {
      if (!signal.aborted) {
        this._failed(running, reason);
      }
    } finally {
      this._running = null;
      onNode(null, document, running.wanted);
    }
  }

  private async _yield(running: IRunning): Promise<void> {
    const { now, onAlive, onProgress, grace = defaultGrace } = this._options;
    if (now() - running.yielded >= slice) {
      await this._options.yield();
      running.yielded = now();
      onAlive();
    }
    if (running.isSuperseded && now() - running.began >= grace) {
      running.abort.abort();
    }
    if (running.abort.signal.aborted || running.found.size === 0) {
      return;
    }
    if (now() - running.reported >= progressInterval) {
      running.reported = now();
      onProgress(running.document, running.wanted, running.found);
      running.found = new Map();
    }
  }

  /** Out of memory: release everything that can be recomputed or read again, and retry once. */
  private _isOutOfMemory(document: WantedDocument, { nodes }: Evaluation): boolean {
    const isShort = [...nodes.values()].some(
      ({ outcome: { error, items } }) =>
        error?.code === 'compute/out-of-memory' ||
        [...items.values()].some(item => item.error?.code === 'compute/out-of-memory')
    );
    if (!isShort) {
      document.isRetried = false;
      return false;
    }
    return this._retry(document);
  }

  private _retry(document: WantedDocument): boolean {
    this._options.onOutOfMemory();
    if (document.isRetried) {
      return false;
    }
    document.isRetried = document.isDirty = true;
    return true;
  }

  private _failed({ document, wanted }: IRunning, reason: unknown): void {
    if (!isOutOfMemory(reason) || !this._retry(document)) {
      this._options.onFailed(document, wanted, asXESError(reason));
    }
  }

  private _documents = new Set<WantedDocument>();
  private _running: IRunning | null = null;
  private _isLooping = false;
}
