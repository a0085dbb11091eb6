import type { IServerAbout } from '../server/extension.js';

/** Numbers of a cut: energies (eV), intensities and their standard deviations. */
export interface ICutNumbers {
  energy: readonly number[];
  intensity: readonly number[];
  sigma: readonly number[];
}

/** The Python package as it is installed. */
export interface PythonPackage {
  /** Null where it is not found. */
  readonly version: string | null;
  /** The Python or the environment that has it; all that were asked where none has. */
  readonly asked: readonly string[];
}

/**
 * What the checks ask of the place they run in; what a place has not, it leaves out, and the checks
 * that need it are not run. Whatever a question throws is the check's detail.
 */
export interface ICheckEnvironment {
  /** Name and version of everything that takes part; null where unknown. */
  versions(): Record<string, string | null>;
  /** Sum of two integers, computed by WebAssembly compiled for it. */
  wasmSum(a: number, b: number): Promise<number>;
  /** A tiny HDF5 file is made in memory and read: what it shall hold, and what was read. */
  tinyFile(): Promise<{ written: readonly number[]; read: readonly number[] }>;
  /** The worker that computes is started, and answers; what it throws is why it does not. */
  computeWorker?(): Promise<void>;
  /** The cut of the reference map. */
  referenceCut(): ICutNumbers;
  /** The first bytes of a scan are asked for by `Range`; null where none is open. */
  range?(): Promise<{ path: string; status: number; bytes: number } | null>;
  /** A value goes through IndexedDB. */
  database?(): Promise<boolean>;
  /** The server extension; null where it is not there. */
  server?(): Promise<IServerAbout | null>;
  /** The folder where reports go, and whether it can be written. */
  folder?(): Promise<{ path: string; isWritable: boolean }>;
  /** The Python package, where it is found. */
  python?(): Promise<PythonPackage>;
  /** Version of Node, such as `20.11.1`. */
  node?: string;
}
