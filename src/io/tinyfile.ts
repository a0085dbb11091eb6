import { File as H5File, ready } from 'h5wasm';
import { XESError } from '../base/errors.js';
import type { EmscriptenFS } from './rangefs.js';
import { tinyValues } from './tinyvalues.js';

let generation = 0;

/**
 * Write a tiny HDF5 file into memory, compressed as scans are, and read it again.
 * @returns what was read: equal to `tinyValues` where the HDF5 library is sound.
 * @throws XESError `file/unreadable` and what the library throws.
 */
export async function readTinyFile(): Promise<number[]> {
  const { FS } = await ready;
  const name = `/xes-check-${generation++}.h5`;
  const fs = FS as unknown as Pick<EmscriptenFS, 'ErrnoError'> & { unlink(path: string): void };
  try {
    const made = new H5File(name, 'w');
    made.create_dataset({
      name: 'energy',
      data: Float64Array.from(tinyValues),
      shape: [tinyValues.length],
      chunks: [tinyValues.length],
      compression: 'gzip',
      compression_opts: 4
    });
    made.close();
    const read = new H5File(name, 'r');
    const dataset = read.get('energy') as { value?: unknown } | null;
    const value = dataset?.value;
    read.close();
    if (!(value instanceof Float64Array)) {
      throw new XESError('file/unreadable', 'The tiny file came back without its numbers.');
    }
    return [...value];
  } finally {
    fs.unlink(name);
  }
}
