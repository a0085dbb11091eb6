import { XESError } from '../base/errors.js';
import { hdf5Log } from './h5log.js';

/** The error for an object of a file that can't be read. */
export function damaged(path: string): XESError {
  return new XESError(
    'file/truncated',
    `${path} can't be read: the file is damaged or was cut off. Copy it again.`,
    { cause: hdf5Log() }
  );
}

/**
 * The error for a virtual dataset whose sources are all missing.
 * @param absent sources in other files
 */
export function withoutSources(path: string, absent: readonly string[]): XESError {
  return new XESError(
    'file/unreadable',
    `${path} is put together from other files, and none of them can be read: ${absent.slice(0, 5).join(', ')}. Copy them beside this file.`
  );
}
