import type { XESError } from '../base/errors.js';
import type { GivenSchema } from '../formats/schema/types.js';
import type { FileVersion, ReadTarget } from './protocol.js';

export interface IReaderOptions {
  /** Location of a path's bytes, with the headers of the current session. */
  target(path: string): ReadTarget | Promise<ReadTarget>;
  createWorker(): Worker;
  /**
   * The file's version, requested at the beginning and the end of each read, bypassing all caches:
   * the file server's own timestamps have a resolution of one second. Without it only those are
   * compared.
   */
  version?(path: string): Promise<FileVersion>;
  /**
   * Called when the worker crashed or hung, and when a read failed because of a bug
   * (`internal/error`), with the worker's stack as the cause. Errors of files are not reported
   * here.
   */
  onCrash?(error: XESError, path: string | null): void;
  /** The facility schemas to try for a file before the built-in ones. Never rejects. */
  schemas?(
    path: string,
    isAsked: boolean
  ): readonly GivenSchema[] | Promise<readonly GivenSchema[]>;
  /** The worker is terminated after this time without work (ms). */
  idleMilliseconds?: number;
  /** A read without any message for this long is abandoned (ms). */
  hangMilliseconds?: number;
}
