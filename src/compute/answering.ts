import { asXESError, stackOf, type XESError } from '../base/errors.js';
import type { Evaluation } from '../analysis/evaluate/evaluator.js';
import type { H5Group } from '../formats/h5description.js';
import { buffersIn } from '../science/buffers.js';
import { closedDocumentError } from './pendingqueries.js';
import type { Answer, Query, WorkerMessage } from './protocol.js';
import { answerTo, isOfResults, notYet, type IQueryRequest } from './queries.js';
import type { WantedDocument } from './wanted.js';

export interface IAnsweringOptions {
  post(message: WorkerMessage, transfer: Transferable[]): void;
  /** Let queued messages be handled. */
  yield(): Promise<void>;
  /** @throws XESError `file/write-failed` */
  writeH5(tree: H5Group): Promise<Uint8Array>;
  /** Heartbeat without other news. */
  onAlive(): void;
  /** Whether a document is being evaluated. */
  isBusy(document: WantedDocument): boolean;
  /** The last evaluation of a document, or why it failed; null before the first. */
  evaluationOf(document: WantedDocument): Evaluation | XESError | null;
}

/** Unanswered queries of the page, and their answers. */
export class Answering {
  constructor(private _options: IAnsweringOptions) {}

  get size(): number {
    return this._queries.size;
  }

  add(request: IQueryRequest): void {
    this._queries.set(request.id, request);
  }

  /** The page no longer needs the answer. */
  withdraw(id: number): void {
    this._queries.delete(id);
  }

  /** Queries of a document. */
  of(document: number): IQueryRequest[] {
    return [...this._queries.values()].filter(request => request.document === document);
  }

  /** A document was closed. */
  forget(document: number): void {
    this.of(document).forEach(({ id }) => this._queries.delete(id));
  }

  /** Answer the queries that can be answered now. */
  serve(document: WantedDocument): void {
    this.of(document.id).forEach(request => void this.answer(request, document));
  }

  async answer(request: IQueryRequest, document: WantedDocument): Promise<void> {
    const { evaluationOf, isBusy, writeH5 } = this._options;
    // handle queued messages first: one may withdraw this very request
    await this._options.yield();
    if (!this._queries.has(request.id) || this._begun.has(request.id)) {
      return;
    }
    const isDue = isBusy(document);
    if (isOfResults(request.query) && isDue) {
      return; // the results may be of an earlier request: it is answered when the latest was evaluated
    }
    const isFinal = !isDue && document.needs.length === 0;
    const tools = { pause: () => this._pause(request), writeH5 };
    try {
      const answer = await answerTo(
        request.query,
        document,
        evaluationOf(document),
        isFinal,
        tools
      );
      if (answer !== notYet) {
        this._send(request, answer);
      }
    } catch (reason) {
      const error = asXESError(reason);
      if (this._queries.delete(request.id)) {
        const { code, message } = error;
        const stack = stackOf(error);
        this._options.post({ type: 'refused', id: request.id, code, message, stack }, []);
      }
    } finally {
      this._begun.delete(request.id);
    }
  }

  private _send({ id, query }: IQueryRequest, answer: Answer): void {
    const sent = sentAnswer(query, answer);
    if (this._queries.delete(id)) {
      this._options.post({ type: 'answer', id, answer: sent }, movedWith(sent));
    } else {
      bitmapOf(sent)?.close();
    }
  }

  /**
   * Pause within a long answer, which is not started twice.
   * @throws XESError `worker/cancelled` if it was withdrawn.
   */
  private async _pause({ id }: IQueryRequest): Promise<void> {
    this._begun.add(id);
    await this._options.yield();
    this._options.onAlive();
    if (!this._queries.has(id)) {
      throw closedDocumentError();
    }
  }

  private _queries = new Map<number, IQueryRequest>();
  private _begun = new Set<number>();
}

/** Results belong to the worker; the page gets a copy. */
function sentAnswer({ kind }: Query, answer: Answer): Answer {
  return kind === 'result' ? structuredClone(answer) : answer;
}

function bitmapOf(answer: unknown): ImageBitmap | null {
  return (answer as { bitmap?: ImageBitmap | null } | null)?.bitmap ?? null;
}

function movedWith(answer: unknown): Transferable[] {
  const bitmap = bitmapOf(answer);
  return bitmap ? [bitmap] : [...buffersIn(answer)];
}
