import type { ScanFacts } from '../formats/scanfacts.js';
import type { ReadCost } from '../io/protocol.js';
import type { XESError } from '../science/errors.js';
import { placeOf, type Place } from './addresses.js';
import type { Address } from './protocol.js';
import type { ScanState, ScanSummary } from './types.js';

/** What the page knows of one scan, whoever names it. */
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
  /** Ends the read that waits or runs; null: none does. */
  abort: AbortController | null = null;
  /** Number of the read under way; 0: it has not begun. */
  sequence = 0;
  /** Whether the reader has sent it, and the compute worker has not said that it is there. */
  isDelivered = false;
  /** Documents that name it. */
  holders = 0;
  /** Whether a person asked for the read under way. */
  isAsked = false;
  /** Reads that ended the reader, one after the other. */
  crashes = 0;

  summary(id: string): ScanSummary {
    const { place, state, key, facts, error, progress, cost } = this;
    return { id, path: place.path, state, key, facts, error, progress, cost };
  }

  private _address!: Address;
  private _place!: Place;
}
