import { ready } from 'h5wasm';
import type { H5Module } from './h5module.js';

/** Creates a new instance of the HDF5 library, with separate memory. */
export type LibrarySource = () => Promise<H5Module>;

/**
 * Modules of the library that have read damaged bytes: HDF5 and its filters may then have corrupted
 * their memory.
 */
const spent = new WeakSet<H5Module>();

let held: Promise<H5Module> = ready;
let known: H5Module | null = null;

/**
 * The HDF5 library to read the next file with.
 * @param anew creates a replacement for a spent one; without it the spent one is used, as its
 * worker is replaced.
 */
export async function hdf5Library(anew?: LibrarySource): Promise<H5Module> {
  if (anew && known && spent.has(known)) {
    held = anew();
  }
  known = await held;
  return known;
}

/** Mark a module of the library as unfit for further files. */
export function markSpent(module: H5Module): void {
  spent.add(module);
}

/** Whether the HDF5 library may be corrupted, so that its worker should not read another file. */
export function isHdf5Spent(): boolean {
  return known !== null && spent.has(known);
}

/** Memory of the HDF5 library, bytes; 0 before it is first needed. */
export function hdf5Heap(): number {
  return known?.HEAPU8.byteLength ?? 0;
}
