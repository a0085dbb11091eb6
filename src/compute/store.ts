import type { ScanFacts } from '../formats/scanfacts.js';
import type { Scan } from '../formats/scan.js';
import { bytesIn } from '../science/buffers.js';
import type { Address } from './protocol.js';

/** Identity and facts of a scan, as the page sends them. */
export interface Adoption {
  address: Address;
  key: string;
  facts: ScanFacts;
}

interface IStored extends Adoption {
  scan: Scan;
  bytes: number;
}

/** A scan that was evicted. */
export type Evicted = Adoption;

const maxDiscarded = 1000;

/**
 * The scans that were read, by address, within a budget in bytes: the least recently used are
 * evicted first, and pinned ones never. A scan arrives in two parts, in either order: its data from
 * the reader, and the `adopt` message that assigns them to a scan.
 */
export class ScanStore {
  /** @param budget bytes. */
  constructor(public budget: number) {}

  /** Incremented whenever its contents change. */
  changes = 0;

  /** Bytes of the scans, and of those that wait to be adopted. */
  get bytes(): number {
    let sum = this._bytes;
    for (const scan of this._delivered.values()) {
      sum += bytesIn(scan);
    }
    return sum;
  }

  /** Data arrived from the reader. @returns the address, if `adopt` came first. */
  receive(sequence: number, scan: Scan): Address | null {
    if (this._discarded.delete(sequence)) {
      return null;
    }
    const adopter = this._adopters.get(sequence);
    if (!adopter) {
      this._delivered.set(sequence, scan);
      this.changes++;
      return null;
    }
    this._adopters.delete(sequence);
    this._set(adopter, scan);
    return adopter.address;
  }

  /** Assign data to a scan. @returns whether the data have arrived already. */
  adopt(sequence: number, adoption: Adoption): boolean {
    const scan = this._delivered.get(sequence);
    if (!scan) {
      this._adopters.set(sequence, adoption);
      return false;
    }
    this._delivered.delete(sequence);
    this._set(adoption, scan);
    return true;
  }

  /** Data that belong to no scan, arrived or not: their file changed while it was read. */
  discard(sequence: number): void {
    if (!this._delivered.delete(sequence) && !this._adopters.delete(sequence)) {
      this._discarded.add(sequence);
    }
    const [oldest] = this._discarded;
    if (this._discarded.size > maxDiscarded) {
      this._discarded.delete(oldest); // its reader died before it could send it
    }
  }

  /** A scan, marked as most recently used; null if it is not in the store. */
  get(address: Address): Scan | null {
    const stored = this._stored.get(address);
    if (!stored) {
      return null;
    }
    this._stored.delete(address);
    this._stored.set(address, stored);
    return stored.scan;
  }

  /** The key of a scan in the store; does not count as a use. */
  keyOf(address: Address): string | null {
    return this._stored.get(address)?.key ?? null;
  }

  factsOf(address: Address): ScanFacts | null {
    return this._stored.get(address)?.facts ?? null;
  }

  bytesOf(address: Address): number {
    return this._stored.get(address)?.bytes ?? 0;
  }

  /** The file was renamed or replaced. */
  move(from: Address, to: Address): void {
    const stored = this._stored.get(from);
    this.delete(to);
    if (stored) {
      this._stored.delete(from);
      this._stored.set(to, { ...stored, address: to });
    }
    for (const [sequence, adoption] of this._adopters) {
      if (adoption.address === from) {
        this._adopters.set(sequence, { ...adoption, address: to });
      }
    }
  }

  delete(address: Address): void {
    this.changes++;
    this._bytes -= this.bytesOf(address);
    this._stored.delete(address);
  }

  /**
   * Evict unpinned scans until the budget, or a smaller one, is met.
   * @returns the evicted scans.
   */
  evict(pinned: ReadonlySet<Address>, budget = this.budget): Evicted[] {
    const evicted: Evicted[] = [];
    for (const address of [...this._stored.keys()]) {
      if (this._bytes > budget && !pinned.has(address)) {
        evicted.push(...this.giveUp([address]));
      }
    }
    return evicted;
  }

  /** Evict these. @returns those that were in the store. */
  giveUp(addresses: Iterable<Address>): Evicted[] {
    const evicted: Evicted[] = [];
    for (const address of addresses) {
      const stored = this._stored.get(address);
      if (stored) {
        this.delete(address);
        evicted.push({ address, key: stored.key, facts: stored.facts });
      }
    }
    return evicted;
  }

  private _set(adoption: Adoption, scan: Scan): void {
    this.delete(adoption.address);
    const bytes = bytesIn(scan);
    this._stored.set(adoption.address, { ...adoption, scan, bytes });
    this._bytes += bytes;
  }

  /** Least recently used first. */
  private _stored = new Map<Address, IStored>();
  private _bytes = 0;
  private _delivered = new Map<number, Scan>();
  private _adopters = new Map<number, Adoption>();
  private _discarded = new Set<number>();
}
