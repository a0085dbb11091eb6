import { beginPhase } from '../base/phases.js';
import type { H5Group } from '../formats/h5description.js';
import type { Delivery, PreviewDelivery } from '../io/protocol.js';
import { buffersIn } from '../science/buffers.js';
import { stackOf, type XESError } from '../base/errors.js';
import { Answering } from './answering.js';
import { isOfResults, refsOfQuery } from './queries.js';
import type { Id, Ref } from '../analysis/document/types.js';
import type { Evaluation, Evaluator } from '../analysis/evaluate/evaluator.js';
import type { Failure } from '../analysis/steps/part.js';
import type { Address, PageMessage, WorkerMessage, ScanUpdate } from './protocol.js';
import { heldBytes, onlyOf } from './holdings.js';
import { Previewing } from './previewing.js';
import { Scheduler } from './scheduler.js';
import { ScanStore, type Evicted } from './store.js';
import { recipeOf } from './nodewatch.js';
import { WantedDocument, type IWanted } from './wanted.js';

/** The environment of a session. */
export interface ISessionHost {
  post(message: WorkerMessage, transfer: Transferable[]): void;
  /** Let queued messages be handled. */
  yield(): Promise<void>;
  /** ms */
  now(): number;
  /** @throws XESError `file/write-failed` */
  writeH5(tree: H5Group): Promise<Uint8Array>;
  /** See the scheduler; for tests. */
  grace?: number;
}

/** Heartbeat interval of a busy worker with nothing else to post (ms). */
const aliveInterval = 1000;

type MessageOf<T extends PageMessage['type']> = Extract<PageMessage, { type: T }>;

/** The compute worker without the worker itself: page messages in, worker messages out. */
export class ComputeSession {
  constructor(
    private _host: ISessionHost,
    private _evaluator: Pick<Evaluator, 'evaluate' | 'memo'>
  ) {
    this._scheduler = new Scheduler({
      evaluator: _evaluator,
      yield: () => _host.yield(),
      now: () => _host.now(),
      grace: _host.grace,
      queriedRefs: document => this._asked(document),
      onNode: (node, document, wanted) => this._postNode(node, document, wanted),
      refuse: key => this._refused.get(key) ?? null,
      onAlive: () => this._postAlive(),
      onProgress: (document, wanted, found) =>
        this._post({ type: 'report', ...document.progress(wanted, found) }),
      onDone: (document, wanted, evaluation) => this._done(document, wanted, evaluation),
      onOutOfMemory: () => this._giveUp(),
      onFailed: (document, wanted, error) => this._failed(document, wanted, error)
    });
  }

  /** Handle a message from the page. */
  handle(message: PageMessage): void {
    switch (message.type) {
      case 'start':
        this._store.budget = message.budget.scans;
        this._evaluator.memo.budget = message.budget.results;
        this._refused = new Map(message.refused);
        return;
      case 'link':
        return this._link(message);
      case 'scan':
        return message.updates.forEach(update => this._onScanUpdate(update));
      case 'begun':
        return this._previewing.previews.begun(message.sequence, message.address);
      case 'adopt':
        return this._adopt(message);
      case 'discard':
        this._previewing.discard(message.sequence);
        return this._store.discard(message.sequence);
      case 'forget':
        return this._forget(message.addresses);
      case 'moved':
        message.moves.forEach(([from, to]) => this._move(from, to));
        return this._post({ type: 'moved' });
      case 'update':
        return this._update(message);
      case 'close':
        return this._close(message.document);
      case 'query':
        return this._onQuery(message);
      case 'withdraw':
        this._queries.withdraw(message.id);
        return;
      case 'release':
        return this._release(message.document);
      case 'ping':
        return this._post({ type: 'alive' });
    }
  }

  private _link({ generation, port }: MessageOf<'link'>): void {
    // scans may still be in flight on the previous port
    this._ports.splice(1).forEach(old => old.close());
    this._ports.unshift(port);
    port.onmessageerror = () => this._post({ type: 'undelivered' });
    port.onmessage = ({ data }: MessageEvent<Delivery | PreviewDelivery>) => {
      if (data.generation === generation) {
        this._receive(data, () => port.postMessage(data.sequence));
      }
    };
  }

  /** @param seen tells the reader to continue after a preview. */
  private _receive(data: Delivery | PreviewDelivery, seen: () => void): void {
    if ('preview' in data) {
      this._previewing.receive(data, seen);
      return this._postHeld();
    }
    const address = this._store.receive(data.sequence, data.scan);
    if (address !== null) {
      this._adopted(data.sequence, address);
    }
  }

  private _adopt({ sequence, address, key, facts }: MessageOf<'adopt'>): void {
    if (this._store.adopt(sequence, { address, key, facts })) {
      this._adopted(sequence, address);
    }
  }

  private _adopted(sequence: number, address: Address): void {
    this._scanUpdates.delete(address);
    this._previewing.previews.delete(address); // documents that show it hold it until the scan is drawn
    this._post({ type: 'adopted', sequence });
    this._evict();
    this._touched(address);
  }

  private _onScanUpdate(update: ScanUpdate): void {
    this._scanUpdates.set(update.address, update);
    if (update.error) {
      this._store.delete(update.address);
      this._previewing.previews.delete(update.address);
    }
    this._touched(update.address);
  }

  private _forget(addresses: readonly Address[]): void {
    for (const address of addresses) {
      this._store.delete(address);
      this._previewing.previews.delete(address);
      this._scanUpdates.delete(address);
    }
    this._postHeld();
  }

  private _move(from: Address, to: Address): void {
    this._store.move(from, to);
    this._previewing.previews.move(from, to);
    this._documents.forEach(document => document.move(from, to));
    const update = this._scanUpdates.get(from);
    this._scanUpdates.delete(from);
    this._scanUpdates.delete(to);
    if (update) {
      this._scanUpdates.set(to, { ...update, address: to });
    }
  }

  private _update(request: MessageOf<'update'>): void {
    let document = this._documents.get(request.document);
    if (!document) {
      document = new WantedDocument(request.document, this._store, this._scanUpdates);
      this._documents.set(document.id, document);
      this._scheduler.add(document);
    }
    document.update(request, ++this._updates);
    this._previewing.show(document);
    this._scheduler.schedule(document, true);
  }

  private _close(id: number): void {
    const document = this._documents.get(id);
    if (document) {
      this._documents.delete(id);
      this._evaluations.delete(document);
      this._queries.forget(id);
      this._scheduler.delete(document);
      this._evaluator.memo.unpin(String(id));
      this._evict();
    }
  }

  /** A scan changed: schedule every document that refers to it. */
  private _touched(address: Address): void {
    for (const document of this._documents.values()) {
      if (document.has(address)) {
        this._scheduler.schedule(document, false);
      }
    }
  }

  private _done(document: WantedDocument, wanted: IWanted, evaluation: Evaluation): void {
    this._evaluations.set(document, evaluation);
    const lacks = document.lacks(evaluation);
    const isSettled = lacks.length === 0 && !document.isDirty;
    const report = document.report(wanted, evaluation, isSettled);
    this._post({ type: 'report', ...report }, [
      ...buffersIn(report.values.map(([, value]) => value))
    ]);
    this._previewing.evaluated(document, wanted, evaluation);
    // send them again even if unchanged: the page may have dropped and requested them meanwhile
    if (lacks.length > 0 || document.needs.length > 0) {
      document.needs = lacks;
      this._post({ type: 'needs', document: document.id, addresses: lacks });
    }
    document.held = document.addressesOf(evaluation.held);
    this._evict();
    this._serve(document);
  }

  private _failed(document: WantedDocument, wanted: IWanted, error: XESError): void {
    const { code, message } = error;
    this._evaluations.set(document, error);
    if (code !== 'compute/out-of-memory') {
      const stack = stackOf(error);
      this._post({ type: 'fault', document: document.id, code, message, stack });
    }
    this._post({ type: 'report', ...document.failed(wanted, { code, message }) });
    this._serve(document);
  }

  /** Results requested by queries, in addition to the document's demand. */
  private _asked({ id }: WantedDocument): Ref[] {
    return this._queries.of(id).flatMap(({ query }) => refsOfQuery(query));
  }

  private _onQuery(request: MessageOf<'query'>): void {
    const document = this._documents.get(request.document);
    if (!document) {
      return; // it was closed
    }
    this._queries.add(request);
    if (isOfResults(request.query)) {
      document.isRetried = false; // the new request may be retried as well
      this._scheduler.schedule(document, false);
    } else {
      void this._queries.answer(request, document);
    }
  }

  private _serve({ id }: WantedDocument): void {
    const document = this._documents.get(id);
    if (document) {
      this._queries.serve(document);
    }
  }

  /** Evict everything that no displayed result needs. */
  private _giveUp(): void {
    this._evaluator.memo.release();
    this._previewing.clear();
    this._evict(0);
  }

  private _release(id: number | null): void {
    this._postedHeld = ''; // the page assumes less is held until it gets a new `held`
    const document = id === null ? null : this._documents.get(id);
    if (document) {
      document.forget();
      document.dropPreviews();
      this._postEvicted(this._store.giveUp(onlyOf(document, this._documents.values())));
      this._postHeld();
    } else {
      this._giveUp();
    }
  }

  private _evict(budget?: number): void {
    const pinned = new Set(
      [...this._documents.values()].flatMap(({ needs, held }) => [...needs, ...held])
    );
    this._postEvicted(this._store.evict(pinned, budget));
    this._postHeld();
  }

  private _postEvicted(evicted: readonly Evicted[]): void {
    // results computed from them are still valid under their keys
    evicted.forEach(adoption =>
      this._scanUpdates.set(adoption.address, { ...adoption, error: null })
    );
    if (evicted.length > 0) {
      this._post({ type: 'evicted', addresses: evicted.map(({ address }) => address) });
    }
  }

  private _postHeld(): void {
    const documents = [...this._documents.values()];
    const { bytes } = this._evaluator.memo;
    const seen = documents.map(({ id, isHidden }) => `${id} ${isHidden}`);
    const state = `${this._store.changes} ${this._previewing.previews.changes} ${bytes} ${seen.join()}`;
    if (state !== this._postedHeld) {
      this._postedHeld = state;
      this._post({
        type: 'held',
        held: heldBytes(this._store, this._previewing.previews, bytes, documents)
      });
    }
  }

  private _postNode(
    node: { id: Id; key: string } | null,
    { id: document }: WantedDocument,
    { contents }: IWanted
  ): void {
    const key = node?.key ?? null;
    if (key !== this._node) {
      this._node = key;
      this._endStep();
      this._endStep = key === null ? () => undefined : beginPhase('step');
      const running = node && {
        key: node.key,
        document,
        step: node.id,
        recipe: recipeOf(contents, node.id)
      };
      this._post({ type: 'node', running });
    }
  }

  private _postAlive(): void {
    if (this._host.now() - this._posted >= aliveInterval) {
      this._post({ type: 'alive' });
    }
  }

  private _post(message: WorkerMessage, transfer: Transferable[] = []): void {
    this._posted = this._host.now();
    this._host.post(message, transfer);
  }

  private _store = new ScanStore(Infinity);
  private _previewing = new Previewing(
    () => this._documents.values(),
    message => this._post(message)
  );
  private _scanUpdates = new Map<Address, ScanUpdate>();
  private _documents = new Map<number, WantedDocument>();
  /** The last evaluation of each document, or why it failed. */
  private _evaluations = new WeakMap<WantedDocument, Evaluation | XESError>();
  private _queries = new Answering({
    post: (message, transfer) => this._post(message, transfer),
    yield: () => this._host.yield(),
    writeH5: tree => this._host.writeH5(tree),
    onAlive: () => this._postAlive(),
    isBusy: document => this._scheduler.isBusy(document),
    evaluationOf: document => this._evaluations.get(document) ?? null
  });
  private _refused: ReadonlyMap<string, Failure> = new Map();
  private _scheduler: Scheduler;
  /** The reader's ports, latest first. */
  private _ports: MessagePort[] = [];
  private _updates = 0;
  private _node: string | null = null;
  private _endStep: () => void = () => undefined;
  private _posted = 0;
  /** The state in the last `held` message. */
  private _postedHeld = '';
}
