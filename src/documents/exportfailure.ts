import { asXESError, XESError } from '../base/errors.js';
import type { ExportFile, FigureFile } from '../compute/exporttypes.js';

/** A file to be made. */
export interface WantedFile {
  /** With its extension; no folder. */
  readonly name: string;
  readonly file: ExportFile | FigureFile;
}

/** Why not all files could be written, and which were. */
export class ExportFailure extends XESError {
  /**
   * @param paths of the files already written.
   * @param rest the files not written, the one that failed first.
   */
  constructor(
    cause: unknown,
    readonly paths: readonly string[],
    readonly rest: readonly WantedFile[]
  ) {
    const { code, message } = asXESError(cause);
    const names = paths.map(path => path.slice(path.lastIndexOf('/') + 1)).join(', ');
    super(code, paths.length > 0 ? `${message} Written before: ${names}.` : message, { cause });
  }
}
