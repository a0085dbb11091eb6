import { emptyMetadata } from '../metadata.js';
import type { ScanMetadata } from '../scan.js';
import type { Table } from '../table.js';
import { columnsOf, type TableColumn } from '../tablecolumns.js';
import { missingArray } from './missing.js';
import { tableListing, type TextEntries } from './tablelisting.js';
import type { ArrayListing, ArrayRef, ArraySource, FileListing } from './types.js';

/** The columns of a table, by their names and by their numbers from 1. */
export class TableArrays implements ArraySource {
  constructor(
    table: Table,
    private _metadata: ScanMetadata = emptyMetadata(),
    entries?: TextEntries
  ) {
    this.columns = columnsOf(table);
    this._listing = tableListing(this.columns, entries);
  }

  readonly columns: readonly TableColumn[];

  listing(): FileListing {
    return this._listing;
  }

  announce(): void {
    // all is there
  }

  find(ref: ArrayRef): ArrayListing {
    return this._listing.arrays[this.indexOf(ref)];
  }

  values(ref: ArrayRef): Float64Array {
    return this.columns[this.indexOf(ref)].values;
  }

  metadata(): ScanMetadata {
    return this._metadata;
  }

  /** Which column a mapping means, from 0. @throws XESError `scan/columns-unknown` */
  indexOf(ref: ArrayRef): number {
    const { arrays } = this._listing;
    const named = arrays.findIndex(({ name }) => name === ref);
    const number = /^\d{1,6}$/.test(ref) ? Number(ref) - 1 : -1;
    const index = named >= 0 ? named : number;
    if (!(index in arrays)) {
      throw missingArray(ref, this._listing);
    }
    return index;
  }

  private _listing: FileListing;
}
