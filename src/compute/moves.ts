import type { Address } from './protocol.js';

type Moves = readonly (readonly [Address, Address])[];

/**
 * Renames the compute worker was told of and has not confirmed: what it posted before it heard of them has
 * the old addresses.
 */
export class UnconfirmedMoves {
  sent(moves: Moves): void {
    this._sent.push(new Map(moves));
  }

  /** The worker has heard of the earliest of them. */
  confirmed(): void {
    this._sent.shift();
  }

  clear(): void {
    this._sent = [];
  }

  /** Addresses that the worker posted, as they are now. */
  now(addresses: readonly Address[]): readonly Address[] {
    return this._sent.reduce<readonly Address[]>(afterMoves, addresses);
  }

  private _sent: ReadonlyMap<Address, Address>[] = [];
}

/** Addresses after some scans moved. */
export function afterMoves(
  addresses: readonly Address[],
  moves: ReadonlyMap<Address, Address>
): Address[] {
  return addresses.map(address => moves.get(address) ?? address);
}
