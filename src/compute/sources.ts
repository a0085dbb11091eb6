import type { Id } from '../analysis/document/types.js';
import type { ScanSource } from '../analysis/evaluate/outcome.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { Address, ScanUpdate } from './protocol.js';
import type { ScanStore } from './store.js';

/** A scan of a document for its evaluation: always in its current state in the store. */
export class StoredSource implements ScanSource {
  constructor(
    readonly id: Id,
    readonly address: Address,
    private _store: ScanStore,
    private _scanUpdates: ReadonlyMap<Address, ScanUpdate>
  ) {}

  /** Also known for an evicted scan: its results may still be cached. */
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

  /** Also known for an evicted scan. */
  get facts(): ScanFacts | null {
    return this._store.factsOf(this.address) ?? this._scanUpdates.get(this.address)?.facts ?? null;
  }

  get error(): ScanSource['error'] {
    return this._scanUpdates.get(this.address)?.error ?? null;
  }
}
