import { File as H5File, ready } from 'h5wasm';
import { XESError } from '../base/errors.js';
import type { EmscriptenFS } from './rangefs.js';
import { tinyValues } from './tinyvalues.js';

let generation = 0;

/**
 * Write a tiny HDF5 file into memory, compressed like scans, and read it again.
 * @returns the values read: equal to `tinyValues` if the HDF5 library works.
 * @throws XESError `file/unreadable` and what the library throws.
 */
export async function readTinyFile(): Promise<number[]> {
  const { FS } = await ready;
  const name = `/xes-check-${generation++}.h5`;
  const fs = FS as unknown as Pick<EmscriptenFS, 'ErrnoError'> & { unlink(path: string): void };
  try {
    const h5file = new H5File(name, 'w');
    h5file.create_dataset({
      name: 'energy',
      data: Float64Array.from(tinyValues),
      shape: [tinyValues.length],
      chunks: [tinyValues.length],
      compression: 'gzip',
      compression_opts: 4
    });
    h5file.close();
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
