import type { Role } from '../roles.js';
import type { ScanWarning } from '../scan.js';
import type { ArrayListing, ArrayRef } from './types.js';

/** An axis or an array of energies, as a file declares it or its name says. */
export interface DeclaredEnergy {
  ref: ArrayRef;
  /** `energy` where it is not said which one; no energy at all of an axis that is called something else. */
  role: Role;
  /** Axes of the signal that it is declared to run along, from 0; none where nothing is declared. */
  dims: readonly number[];
}

/** What is drawn, as a file declares it or its names say. */
export interface DeclaredSignals {
  intensity: readonly ArrayRef[];
  /** What the channels are called; absent: as their arrays are. */
  names?: readonly string[];
  monitor?: ArrayRef;
  warnings: readonly ScanWarning[];
}

/** What a file itself says of its arrays: where a mapping is silent, this holds. */
export interface Declaration {
  /** Whose arrays they are, in sentences: "the columns of this table". */
  what: string;
  energies: readonly DeclaredEnergy[];
  /** Whether an energy that does not say which it is can only be the incident one. */
  isAbsorption: boolean;
  /**
   * Of all arrays but those that are something else; null where nothing is said.
   * @throws XESError `scan/columns-unknown` where it is not clear
   */
  signals(taken: readonly ArrayListing[]): DeclaredSignals | null;
  /** The array with the σ of another one; null where there is none. */
  sigmaOf(signal: ArrayListing): ArrayRef | null;
  /** @throws XESError `scan/columns-unknown` for an array whose numbers are not what it holds */
  check(array: ArrayListing): void;
}
