import type { Role } from '../roles.js';
import type { ScanWarning } from '../scan.js';
import type { ArrayListing, ArrayRef } from './types.js';

/** An axis or an array of energies, declared by a file or recognised by its name. */
export interface DeclaredEnergy {
  ref: ArrayRef;
  /**
   * `energy` if its kind is unspecified; another role for an axis with the name of something else.
   */
  role: Role;
  /** Axes of the signal that it is declared to run along, from 0; empty if not declared. */
  dims: readonly number[];
}

/** The signals, as declared by a file or recognised by name. */
export interface DeclaredSignals {
  intensity: readonly ArrayRef[];
  /** Names of the channels; default: those of their arrays. */
  names?: readonly string[];
  monitor?: ArrayRef;
  warnings: readonly ScanWarning[];
}

/** What a file itself declares about its arrays; used for everything a mapping leaves out. */
export interface Declaration {
  /** A phrase for the arrays, for sentences: "the columns of this table". */
  what: string;
  energies: readonly DeclaredEnergy[];
  /** Whether an energy of unspecified kind can only be the incident energy. */
  isAbsorption: boolean;
  /**
   * The signals among all arrays other than the given ones; null if nothing is declared.
   * @throws XESError `scan/columns-unknown` if ambiguous
   */
  signals(taken: readonly ArrayListing[]): DeclaredSignals | null;
  /** The array with the σ of another array; null if there is none. */
  sigmaOf(signal: ArrayListing): ArrayRef | null;
  /** @throws XESError `scan/columns-unknown` for an array whose stored numbers need scaling */
  check(array: ArrayListing): void;
}
