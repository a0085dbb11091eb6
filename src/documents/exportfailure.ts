import { asXESError, XESError } from '../base/errors.js';
import type { ExportFile, FigureFile } from '../compute/exporttypes.js';

/** A file that is to be made. */
export interface WantedFile {
  /** With its ending; no folder. */
  readonly name: string;
  readonly file: ExportFile | FigureFile;
}

/** Why files could not all be written, and which were. */
export class ExportFailure extends XESError {
  /**
   * @param paths of the files that were written before.
   * @param rest the files that were not, that which failed first.
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
