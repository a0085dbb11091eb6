import { XESError } from '../science/errors.js';
import type { Answer, PageMessage, Question } from './protocol.js';

interface IPending {
  question: Question;
  slot: string | null;
  resolve(answer: Answer): void;
  reject(error: XESError): void;
}

/** A document's unanswered queries; they survive a restart of the worker. */
export class PendingAsks {
  constructor(
    private _document: number,
    private _next: () => number,
    private _post: (message: PageMessage) => void
  ) {}

  get size(): number {
    return this._pending.size;
  }

  /** Ask. @param slot a newer question of the same slot takes this one's place; null: none does. */
  ask(question: Question, slot: string | null): Promise<Answer> {
    for (const [ask, pending] of slot === null ? [] : this._pending) {
      if (pending.slot === slot) {
        this._withdraw(ask, pending);
      }
    }
    return new Promise((resolve, reject) => {
      const ask = this._next();
      this._pending.set(ask, { question, slot, resolve, reject });
      this._post({ type: 'ask', ask, document: this._document, question });
    });
  }

  /** @returns whether it was one of these. */
  answered(ask: number, answer: Answer): boolean {
    return this._take(ask, pending => pending.resolve(answer));
  }

  refused(ask: number, error: XESError): boolean {
    return this._take(ask, pending => pending.reject(error));
  }

  /** The messages that repeat them to a new worker. */
  get messages(): PageMessage[] {
    return [...this._pending].map(([ask, { question }]) => ({
      type: 'ask',
      ask,
      document: this._document,
      question
    }));
  }

  /** Reject all of them. */
  rejectAll(error: XESError): void {
    [...this._pending.keys()].forEach(ask => this.refused(ask, error));
  }

  private _withdraw(ask: number, pending: IPending): void {
    this._pending.delete(ask);
    this._post({ type: 'withdraw', ask });
    pending.reject(superseded());
  }

  private _take(ask: number, settle: (pending: IPending) => void): boolean {
    const pending = this._pending.get(ask);
    this._pending.delete(ask);
    if (pending) {
      settle(pending);
    }
    return pending !== undefined;
  }

  private _pending = new Map<number, IPending>();
}

function superseded(): XESError {
  return new XESError('worker/cancelled', 'A newer one was asked for.');
}

/** The error for a document that was closed in the meantime. */
export function closed(): XESError {
  return new XESError('worker/cancelled', 'The document was closed.');
}
