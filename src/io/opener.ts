import type { ReadChoice } from '../formats/mapping/types.js';
import type { OpenResult } from './protocol.js';

export interface IOpenOptions {
  signal: AbortSignal;
  /** Which scan of the file, and what its arrays are. */
  choice?: ReadChoice;
  /** Bytes moved so far, and how many there will be where that is known. */
  onProgress?: (bytes: number, total: number | null) => void;
}

/** Opens scans by the path JupyterLab knows them by. */
export interface IScanOpener {
  /** @throws XESError with the code of what is wrong with the file. */
  open(path: string, options: IOpenOptions): Promise<OpenResult>;
}
