import type { Id } from '../analysis/document/types.js';
import type { ScanSource } from '../analysis/evaluate/outcome.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { Address, ScanUpdate } from './protocol.js';
import type { ScanStore } from './store.js';

/** A scan of a document as the evaluation sees it: always as the store has it at that moment. */
export class StoredSource implements ScanSource {
  constructor(
    readonly id: Id,
    readonly address: Address,
    private _store: ScanStore,
    private _scanUpdates: ReadonlyMap<Address, ScanUpdate>
  ) {}

  /** Known for an evicted scan too: its results may still be cached. */
  get key(): string | null {
    return this._store.keyOf(this.address) ?? this._scanUpdates.get(this.address)?.key ?? null;
  }

  get state(): ScanSource['state'] {
    return this._store.keyOf(this.address) !== null ? 'ready' : this.error ? 'failed' : 'waiting';
  }

  get scan(): ScanSource['scan'] {
    return this._store.get(this.address);
  }

  get outline(): ScanSource['outline'] {
    return this.facts;
  }

  /** Known for an evicted scan too. */
  get facts(): ScanFacts | null {
    return this._store.factsOf(this.address) ?? this._scanUpdates.get(this.address)?.facts ?? null;
  }

  get error(): ScanSource['error'] {
    return this._scanUpdates.get(this.address)?.error ?? null;
  }
}
