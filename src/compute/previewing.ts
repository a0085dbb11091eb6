import type { Id } from '../analysis/document/types.js';
import type { Evaluation } from '../analysis/evaluate/evaluator.js';
import type { PreviewDelivery } from '../io/protocol.js';
import { Previews } from './previews.js';
import type { Address, WorkerMessage } from './protocol.js';
import type { DrawnPreview } from './types.js';
import type { IWanted, WantedDocument } from './wanted.js';

/** Shows previews of scans being read in the documents that wait for them, and removes them. */
export class Previewing {
  constructor(
    private _documents: () => Iterable<WantedDocument>,
    private _post: (message: WorkerMessage) => void
  ) {}

  readonly previews = new Previews();

  /**
   * A preview arrived from the reader.
   * @param seen called when it was drawn, or no document shows it.
   */
  receive({ sequence, preview }: PreviewDelivery, seen: () => void): void {
    const address = this.previews.receive(sequence, preview, seen);
    const documents = [...this._documents()];
    const isShown =
      address !== null && documents.filter(document => this.show(document)).length > 0;
    if (!isShown) {
      seen();
    }
  }

  /**
   * Show the available previews of a document that are not shown yet.
   * @returns whether there were any.
   */
  show(document: WantedDocument): boolean {
    const fresh = document.takePreviews(this.previews);
    fresh.forEach(([id, preview]) => this._send(document, id, preview));
    return fresh.length > 0;
  }

  /** The delivery of a read, also a future one, is not used. */
  discard(sequence: number): void {
    const address = this.previews.discard(sequence);
    if (address !== null) {
      this._drop(address);
    }
  }

  /**
   * A document was evaluated, and its results were sent: previews of available scans are removed.
   */
  evaluated(document: WantedDocument, wanted: IWanted, evaluation: Evaluation): void {
    for (const [id, isOther] of document.endPreviews(wanted, evaluation)) {
      this._send(document, id, null, isOther);
    }
  }

  /** Memory is low. */
  clear(): void {
    this.previews.clear();
    this._drop();
  }

  /** Remove the preview of a scan, or without an address all previews. */
  private _drop(address?: Address): void {
    for (const document of this._documents()) {
      document.dropPreviews(address).forEach(id => this._send(document, id, null));
    }
  }

  private _send(
    { id: document }: WantedDocument,
    id: Id,
    preview: DrawnPreview | null,
    isOther = false
  ): void {
    this._post({ type: 'preview', document, id, preview, isOther });
  }
}
