import { ready } from 'h5wasm';
import type { H5Module } from './h5module.js';

/** Makes the HDF5 library anew, with a memory of its own. */
export type LibrarySource = () => Promise<H5Module>;

/** Modules of the library that met damaged bytes: HDF5 and its filters then write where they should not, at times. */
const spent = new WeakSet<H5Module>();

let held: Promise<H5Module> = ready;
let known: H5Module | null = null;

/**
 * The HDF5 library to read the next file with.
 * @param anew makes another in place of one that is spent; without it that one is used on, for its worker is replaced.
 */
export async function hdf5Library(anew?: LibrarySource): Promise<H5Module> {
  if (anew && known && spent.has(known)) {
    held = anew();
  }
  known = await held;
  return known;
}

/** Say that a module of the library is no longer to be trusted with another file. */
export function markSpent(module: H5Module): void {
  spent.add(module);
}

/** Whether the HDF5 library met what may have harmed it, so that its worker should not read another file. */
export function isHdf5Spent(): boolean {
  return known !== null && spent.has(known);
}

/** Bytes of the HDF5 library's memory; 0 before a file needed it. */
export function hdf5Heap(): number {
  return known?.HEAPU8.byteLength ?? 0;
}
