import type { Id } from '../../analysis/document/index.js';
import type { IComputeDocument } from '../../compute/types.js';
import type { ScanMapping, FileListing, ReadChoice } from '../../formats/mapping/types.js';
import type { ScanFacts } from '../../formats/scanfacts.js';
import type { IFileLister } from '../../io/opener.js';

/** What was answered, for files like this one. */
export interface IAlwaysColumns {
  /** Path of the file, as JupyterLab knows it. */
  readonly path: string;
  readonly listing: FileListing;
  readonly columns: ScanMapping;
  /** Of the scan as it was read by them. */
  readonly facts: ScanFacts;
}

/** What the page offers to say which array of a file is what. */
export interface IColumnsSource {
  /** Says what files hold. */
  readonly list: IFileLister['list'];
  /** Reads and computes what is shown before it is used; to be disposed of. @param path of the file. */
  readonly compute: (path: string) => IComputeDocument;
  /** Writes down what files like this one are read as; absent: nothing can. Its errors are said by who calls it. */
  readonly always?: (answer: IAlwaysColumns) => Promise<unknown>;
}

/** What a person answered: how the scan is read from now on. */
export interface IColumnsAnswer extends ReadChoice {
  /** What is to be written down for files like this one; absent where that was not asked for. */
  readonly always?: IAlwaysColumns;
  /** How other selected scans are read from now on. */
  readonly others: readonly (readonly [Id, ReadChoice])[];
}
