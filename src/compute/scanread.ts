import type { ScanFacts } from '../formats/scanfacts.js';
import type { LinkedStamp, ReadCost } from '../io/protocol.js';
import type { XESError } from '../base/errors.js';
import { placeOf, type Place } from './addresses.js';
import type { Address } from './protocol.js';
import type { ScanState, ScanSummary } from './types.js';

/** The page's facts about one scan, shared by all documents that refer to it. */
export class ScanRead {
  constructor(address: Address) {
    this.move(address);
  }

  get address(): Address {
    return this._address;
  }

  get place(): Place {
    return this._place;
  }

  /** The file has another path. */
  move(address: Address): void {
    this._address = address;
    this._place = placeOf(address);
  }

  state: ScanState = 'waiting';
  key: string | null = null;
  facts: ScanFacts | null = null;
  error: XESError | null = null;
  progress: ScanSummary['progress'] = null;
  cost: ReadCost | null = null;
  /** The other files that it refers to, as read. */
  linked: readonly LinkedStamp[] | undefined = undefined;
  /** Paths of referenced files that are missing. */
  absent: readonly string[] | undefined = undefined;
  /** Aborts the queued or running read; null: none. */
  abort: AbortController | null = null;
  /** Number of the current read; 0: it has not started. */
  sequence = 0;
  /** Whether the reader has delivered it and the compute worker has not yet confirmed it. */
  isDelivered = false;
  /** Number of documents that refer to it. */
  holders = 0;
  /** Whether the user requested the current read. */
  isByUser = false;
  /** Consecutive reads that terminated the reader. */
  crashes = 0;

  summary(id: string): ScanSummary {
    const { place, state, key, facts, error, progress, cost, linked, absent } = this;
    return { id, path: place.path, state, key, facts, error, progress, cost, linked, absent };
  }

  private _address!: Address;
  private _place!: Place;
}
