import type { FileListing, ReadChoice } from '../formats/mapping/types.js';
import type { OpenResult } from './protocol.js';

export interface IOpenOptions {
  signal: AbortSignal;
  /** The scan in the file, and the roles of its arrays. */
  choice?: ReadChoice;
  /** Whether the user requested this very file, e.g. by opening it. */
  isByUser?: boolean;
  /** Bytes transferred so far, and the total if known. */
  onProgress?: (bytes: number, total: number | null) => void;
}

export interface IListOptions {
  signal: AbortSignal;
  /** The entry whose arrays are listed; default: the file's default entry, or its first. */
  entry?: string;
}

/** Lists the content of files, without reading a scan. */
export interface IFileLister {
  /**
   * @throws XESError with the code of the file's problem, `scan/entry-missing`, `worker/cancelled`
   */
  list(path: string, options: IListOptions): Promise<FileListing>;
}

/** Opens scans by their JupyterLab paths. */
export interface IScanOpener {
  /** @throws XESError with the code of the file's problem. */
  open(path: string, options: IOpenOptions): Promise<OpenResult>;
}
