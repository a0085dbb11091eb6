import type { Address } from './protocol.js';

type Moves = readonly (readonly [Address, Address])[];

/**
 * Renames that were posted to the compute worker and are not confirmed yet: messages that it posted
 * before handling them have the old addresses.
 */
export class UnconfirmedMoves {
  sent(moves: Moves): void {
    this._sent.push(new Map(moves));
  }

  /** The worker confirmed the earliest. */
  confirmed(): void {
    this._sent.shift();
  }

  clear(): void {
    this._sent = [];
  }

  /** Present addresses for those that the worker posted. */
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
