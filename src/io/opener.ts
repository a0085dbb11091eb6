import type { FileListing, ReadChoice } from '../formats/mapping/types.js';
import type { OpenResult } from './protocol.js';

export interface IOpenOptions {
  signal: AbortSignal;
  /** Which scan of the file, and what its arrays are. */
  choice?: ReadChoice;
  /** Whether a person asked for this very file, as by opening it. */
  isByUser?: boolean;
  /** Bytes moved so far, and how many there will be where that is known. */
  onProgress?: (bytes: number, total: number | null) => void;
}

export interface IListOptions {
  signal: AbortSignal;
  /** Whose arrays are listed; absent: of the scan that the file is looked at by, or its first. */
  entry?: string;
}

/** Says what files hold, without reading a scan. */
export interface IFileLister {
  /** @throws XESError with the code of what is wrong with the file, `scan/entry-missing`, `worker/cancelled` */
  list(path: string, options: IListOptions): Promise<FileListing>;
}

/** Opens scans by the path JupyterLab knows them by. */
export interface IScanOpener {
  /** @throws XESError with the code of what is wrong with the file. */
  open(path: string, options: IOpenOptions): Promise<OpenResult>;
}
