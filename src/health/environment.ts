import type { IServerAbout } from '../server/extension.js';

/** Numbers of a cut: energies (eV), intensities and their standard deviations. */
export interface ICutNumbers {
  energy: readonly number[];
  intensity: readonly number[];
  sigma: readonly number[];
}

/** The installed Python package. */
export interface PythonPackage {
  /** Null if it is not found. */
  readonly version: string | null;
  /** The Python or environment that has it; all that were tried if none has. */
  readonly asked: readonly string[];
}

/**
 * What the checks need from the page or from Node. An environment leaves out what it does not have,
 * and the checks that need it are skipped. An error thrown becomes the check's detail.
 */
export interface ICheckEnvironment {
  /** Versions by name; null if unknown. */
  versions(): Record<string, string | null>;
  /** Sum of two integers, computed by WebAssembly. */
  wasmSum(a: number, b: number): Promise<number>;
  /** Write a tiny HDF5 file in memory and read it: the values written and those read. */
  tinyFile(): Promise<{ written: readonly number[]; read: readonly number[] }>;
  /** Start the compute worker and wait for an answer. @throws if it does not answer. */
  computeWorker?(): Promise<void>;
  /** The cut of the reference map. */
  referenceCut(): ICutNumbers;
  /** Request the first bytes of an open scan by `Range`; null if none is open. */
  range?(): Promise<{ path: string; status: number; bytes: number } | null>;
  /** Whether a value written to IndexedDB is read back. */
  database?(): Promise<boolean>;
  /** The server extension; null if it is not installed. */
  server?(): Promise<IServerAbout | null>;
  /** The folder for reports, and whether it can be written. */
  folder?(): Promise<{ path: string; isWritable: boolean }>;
  /** The Python package. */
  python?(): Promise<PythonPackage>;
  /** Version of Node, for example `20.11.1`. */
  node?: string;
}
