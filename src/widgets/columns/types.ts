import type { Id } from '../../analysis/document/index.js';
import type { IComputeDocument } from '../../compute/types.js';
import type { ScanMapping, FileListing, ReadChoice } from '../../formats/mapping/types.js';
import type { ScanFacts } from '../../formats/scanfacts.js';
import type { IFileLister } from '../../io/opener.js';

/** An assignment that is to be saved for files like this one. */
export interface IAlwaysColumns {
  /** Path of the file in JupyterLab. */
  readonly path: string;
  readonly listing: FileListing;
  readonly columns: ScanMapping;
  /** Facts of the scan as read with it. */
  readonly facts: ScanFacts;
}

/** What the page provides for assigning the arrays of a file. */
export interface IColumnsSource {
  /** Lists the arrays of files. */
  readonly list: IFileLister['list'];
  /** Reads and computes the preview; the caller disposes of it. @param path of the file. */
  readonly compute: (path: string) => IComputeDocument;
  /**
   * Saves how files like this one are read; absent if that is not possible. The caller reports its
   * errors.
   */
  readonly always?: (answer: IAlwaysColumns) => Promise<unknown>;
}

/** The user's answer: how the scan is read from now on. */
export interface IColumnsAnswer extends ReadChoice {
  /** To be saved for files like this one; absent if not requested. */
  readonly always?: IAlwaysColumns;
  /** How other selected scans are read from now on. */
  readonly others: readonly (readonly [Id, ReadChoice])[];
}
