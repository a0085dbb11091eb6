import { XESError } from '../base/errors.js';
import type { Answer, PageMessage, Query } from './protocol.js';

interface IPending {
  query: Query;
  slot: string | null;
  resolve(answer: Answer): void;
  reject(error: XESError): void;
}

/** A document's unanswered queries; they survive a restart of the worker. */
export class PendingQueries {
  constructor(
    private _document: number,
    private _next: () => number,
    private _post: (message: PageMessage) => void
  ) {}

  get size(): number {
    return this._pending.size;
  }

  /**
   * Send a query.
   * @param slot a newer query of the same slot replaces this one; null: none does.
   * @param signal withdraws it.
   */
  send(query: Query, slot: string | null, signal?: AbortSignal): Promise<Answer> {
    for (const [id, pending] of slot === null ? [] : this._pending) {
      if (pending.slot === slot) {
        this._withdraw(id, pending);
      }
    }
    return new Promise((resolve, reject) => {
      const id = this._next();
      const pending = { query, slot, resolve, reject };
      this._pending.set(id, pending);
      signal?.addEventListener('abort', () => this._cancel(id, pending), { once: true });
      this._post({ type: 'query', id, document: this._document, query });
    });
  }

  /** @returns whether the answered query was among these. */
  answered(id: number, answer: Answer): boolean {
    return this._take(id, pending => pending.resolve(answer));
  }

  refused(id: number, error: XESError): boolean {
    return this._take(id, pending => pending.reject(error));
  }

  /** The messages that repeat them to a new worker. */
  get messages(): PageMessage[] {
    return [...this._pending].map(([id, { query }]) => ({
      type: 'query',
      id,
      document: this._document,
      query
    }));
  }

  /** Reject all of them. */
  rejectAll(error: XESError): void {
    [...this._pending.keys()].forEach(id => this.refused(id, error));
  }

  private _withdraw(id: number, pending: IPending, reason = superseded()): void {
    this._pending.delete(id);
    this._post({ type: 'withdraw', id });
    pending.reject(reason);
  }

  private _cancel(id: number, pending: IPending): void {
    if (this._pending.has(id)) {
      this._withdraw(id, pending, new XESError('worker/cancelled', 'It was cancelled.'));
    }
  }

  private _take(id: number, settle: (pending: IPending) => void): boolean {
    const pending = this._pending.get(id);
    this._pending.delete(id);
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
export function closedDocumentError(): XESError {
  return new XESError('worker/cancelled', 'The document was closed.');
}
