import { beginPhase } from '../diagnostics/health/phases.js';
import type { Delivery } from '../io/protocol.js';
import { buffersIn } from '../science/buffers.js';
import { asXESError, stackOf, type XESError } from '../science/errors.js';
import { answerTo, notYet, type IAsk } from './asks.js';
import type { Ref } from '../analysis/document/types.js';
import type { Evaluation, Evaluator } from '../analysis/evaluate/evaluator.js';
import type { Failure } from '../analysis/steps/part.js';
import type { Address, ComputeOrder, ComputeWord, ScanNews } from './protocol.js';
import { heldBytes, onlyOf } from './holdings.js';
import { Scheduler } from './scheduler.js';
import { ScanStore, type Evicted } from './store.js';
import { WantedDocument, type IWanted } from './wanted.js';

/** What a session needs of the place it runs in. */
export interface ISessionHost {
  post(word: ComputeWord, transfer: Transferable[]): void;
  /** Let messages in. */
  yield(): Promise<void>;
  /** ms */
  now(): number;
  /** See the scheduler; for tests. */
  grace?: number;
}

/** A worker that works and has nothing to tell says so this often (ms). */
const aliveInterval = 1000;

type Order<T extends ComputeOrder['type']> = Extract<ComputeOrder, { type: T }>;

/** All that the compute worker does, without the worker: orders in, words out. */
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
      asked: document => this._asked(document),
      onNode: (key, document) => this._tellNode(key, document),
      refuse: key => this._refused.get(key) ?? null,
      onAlive: () => this._tellAlive(),
      onProgress: (document, wanted, found) =>
        this._post({ type: 'report', ...document.progress(wanted, found) }),
      onDone: (document, wanted, evaluation) => this._done(document, wanted, evaluation),
      onShort: () => this._giveUp(),
      onFailed: (document, wanted, error) => this._failed(document, wanted, error)
    });
  }

  /** Obey an order of the page. */
  handle(order: ComputeOrder): void {
    switch (order.type) {
      case 'start':
        this._store.budget = order.budget.scans;
        this._evaluator.memo.budget = order.budget.results;
        this._refused = new Map(order.refused);
        return;
      case 'link':
        return this._link(order);
      case 'scan':
        return order.news.forEach(news => this._hear(news));
      case 'adopt':
        return this._adopt(order);
      case 'discard':
        return this._store.discard(order.sequence);
      case 'forget':
        return this._forget(order.addresses);
      case 'moved':
        return order.moves.forEach(([from, to]) => this._move(from, to));
      case 'update':
        return this._update(order);
      case 'close':
        return this._close(order.document);
      case 'ask':
        return this._ask(order);
      case 'withdraw':
        this._asks.delete(order.ask);
        return;
      case 'release':
        return this._release(order.document);
      case 'ping':
        return this._post({ type: 'alive' });
    }
  }

  private _link({ generation, port }: Order<'link'>): void {
    // of the port before, scans may still be on their way
    this._ports.splice(1).forEach(old => old.close());
    this._ports.unshift(port);
    port.onmessageerror = () => this._post({ type: 'undelivered' });
    port.onmessage = ({ data }: MessageEvent<Delivery>) => {
      if (data.generation === generation) {
        const address = this._store.receive(data.sequence, data.scan);
        if (address !== null) {
          this._adopted(data.sequence, address);
        }
      }
    };
  }

  private _adopt({ sequence, address, key, facts }: Order<'adopt'>): void {
    if (this._store.adopt(sequence, { address, key, facts })) {
      this._adopted(sequence, address);
    }
  }

  private _adopted(sequence: number, address: Address): void {
    this._news.delete(address);
    this._post({ type: 'adopted', sequence });
    this._evict();
    this._touched(address);
  }

  private _hear(news: ScanNews): void {
    this._news.set(news.address, news);
    if (news.error) {
      this._store.delete(news.address);
    }
    this._touched(news.address);
  }

  private _forget(addresses: readonly Address[]): void {
    for (const address of addresses) {
      this._store.delete(address);
      this._news.delete(address);
    }
    this._tellHeld();
  }

  private _move(from: Address, to: Address): void {
    this._store.move(from, to);
    this._documents.forEach(document => document.move(from, to));
    const news = this._news.get(from);
    this._news.delete(from);
    this._news.delete(to);
    if (news) {
      this._news.set(to, { ...news, address: to });
    }
  }

  private _update(request: Order<'update'>): void {
    let document = this._documents.get(request.document);
    if (!document) {
      document = new WantedDocument(request.document, this._store, this._news);
      this._documents.set(document.id, document);
      this._scheduler.add(document);
    }
    document.update(request, ++this._updates);
    this._scheduler.schedule(document, true);
  }

  private _close(id: number): void {
    const document = this._documents.get(id);
    if (document) {
      this._documents.delete(id);
      this._evaluations.delete(document);
      this._scheduler.delete(document);
      this._evaluator.memo.unpin(String(id));
      this._evict();
    }
  }

  /** A scan is another: whoever names it is evaluated anew, where that is not free. */
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
    if (lacks.join() !== document.needs.join()) {
      document.needs = lacks;
      this._post({ type: 'needs', document: document.id, addresses: lacks });
    }
    this._evict();
    this._serve(document);
  }

  private _failed(document: WantedDocument, wanted: IWanted, error: XESError): void {
    const { code, message } = error;
    this._evaluations.delete(document);
    if (code !== 'compute/out-of-memory') {
      const stack = stackOf(error);
      this._post({ type: 'fault', document: document.id, code, message, stack });
    }
    this._post({ type: 'report', ...document.failed(wanted, { code, message }) });
    this._serve(document);
  }

  /** Results that are asked for beside what the document demands. */
  private _asked({ id }: WantedDocument): Ref[] {
    return [...this._asks.values()].flatMap(({ document, question }) =>
      document === id && question.kind === 'result' ? [question.ref] : []
    );
  }

  private _ask(ask: IAsk): void {
    this._asks.set(ask.ask, ask);
    const document = this._documents.get(ask.document);
    if (document && ask.question.kind === 'result') {
      this._scheduler.schedule(document, false);
    } else if (document) {
      void this._answer(ask, document);
    }
  }

  private _serve({ id }: WantedDocument): void {
    const document = this._documents.get(id);
    for (const ask of this._asks.values()) {
      if (document && ask.document === id) {
        void this._answer(ask, document);
      }
    }
  }

  private async _answer(ask: IAsk, document: WantedDocument): Promise<void> {
    // what was asked in vain is withdrawn by a message that waits already
    await this._host.yield();
    if (!this._asks.has(ask.ask)) {
      return;
    }
    const isBusy = this._scheduler.isBusy(document);
    if (ask.question.kind === 'result' && isBusy) {
      return; // what there is may be of an earlier request: it is answered when the latest was evaluated
    }
    const isFinal = !isBusy && document.needs.length === 0;
    const evaluation = this._evaluations.get(document) ?? null;
    try {
      const answer = await answerTo(ask.question, document, evaluation, isFinal);
      if (answer !== notYet && this._asks.delete(ask.ask)) {
        const copy = ask.question.kind === 'result' ? structuredClone(answer) : answer;
        this._post({ type: 'answer', ask: ask.ask, answer: copy }, movedWith(copy));
      }
    } catch (reason) {
      const error = asXESError(reason);
      if (this._asks.delete(ask.ask)) {
        const { code, message } = error;
        this._post({ type: 'refused', ask: ask.ask, code, message, stack: stackOf(error) });
      }
    }
  }

  /** Give up all that nothing shown needs. */
  private _giveUp(): void {
    this._evaluator.memo.release();
    this._evict(0);
  }

  private _release(id: number | null): void {
    this._told = ''; // the page counts on less until it is told
    const document = id === null ? null : this._documents.get(id);
    if (document) {
      document.forget();
      this._tellEvicted(this._store.giveUp(onlyOf(document, this._documents.values())));
      this._tellHeld();
    } else {
      this._giveUp();
    }
  }

  private _evict(budget?: number): void {
    const pinned = new Set([...this._documents.values()].flatMap(({ needs }) => needs));
    this._tellEvicted(this._store.evict(pinned, budget));
    this._tellHeld();
  }

  private _tellEvicted(evicted: readonly Evicted[]): void {
    // results made of them are still known by their keys
    evicted.forEach(one => this._news.set(one.address, { ...one, error: null }));
    if (evicted.length > 0) {
      this._post({ type: 'evicted', addresses: evicted.map(({ address }) => address) });
    }
  }

  private _tellHeld(): void {
    const documents = [...this._documents.values()];
    const { bytes } = this._evaluator.memo;
    const seen = documents.map(({ id, isHidden }) => `${id} ${isHidden}`);
    const state = `${this._store.changes} ${bytes} ${seen.join()}`;
    if (state !== this._told) {
      this._told = state;
      this._post({ type: 'held', held: heldBytes(this._store, bytes, documents) });
    }
  }

  private _tellNode(key: string | null, { id }: WantedDocument): void {
    if (key !== this._node) {
      this._node = key;
      this._endStep();
      this._endStep = key === null ? () => undefined : beginPhase('step');
      this._post({ type: 'node', key, document: id });
    }
  }

  private _tellAlive(): void {
    if (this._host.now() - this._posted >= aliveInterval) {
      this._post({ type: 'alive' });
    }
  }

  private _post(word: ComputeWord, transfer: Transferable[] = []): void {
    this._posted = this._host.now();
    this._host.post(word, transfer);
  }

  private _store = new ScanStore(Infinity);
  private _news = new Map<Address, ScanNews>();
  private _documents = new Map<number, WantedDocument>();
  private _evaluations = new WeakMap<WantedDocument, Evaluation>();
  private _asks = new Map<number, IAsk>();
  private _refused: ReadonlyMap<string, Failure> = new Map();
  private _scheduler: Scheduler;
  /** The reader's, the latest first. */
  private _ports: MessagePort[] = [];
  private _updates = 0;
  private _node: string | null = null;
  private _endStep: () => void = () => undefined;
  private _posted = 0;
  /** What `held` was told of. */
  private _told = '';
}

function movedWith(answer: unknown): Transferable[] {
  const bitmap = (answer as { bitmap?: ImageBitmap | null } | null)?.bitmap;
  return bitmap ? [bitmap] : [...buffersIn(answer)];
}
