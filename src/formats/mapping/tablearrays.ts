import { emptyMetadata } from '../metadata.js';
import type { ScanMetadata } from '../scan.js';
import type { Table } from '../table.js';
import { columnsOf, type TableColumn } from '../tablecolumns.js';
import type { Position, TextTable } from '../text/types.js';
import { missingArray } from './missing.js';
import { tableListing, type TextEntries } from './tablelisting.js';
import type { ArrayListing, ArrayRef, ArraySource, FileListing } from './types.js';

/** The columns of a table, by name and by number from 1, and fixed positions, by name. */
export class TableArrays implements ArraySource {
  constructor(
    table: Table & Pick<TextTable, 'positions'>,
    private _metadata: ScanMetadata = emptyMetadata(),
    entries?: TextEntries
  ) {
    this.columns = columnsOf(table);
    this._all = [...this.columns, ...positionColumns(table.positions ?? [], this.columns)];
    const listing = tableListing(this._all, entries);
    const isColumn = (i: number) => i < this.columns.length;
    const arrays = listing.arrays.map((array, i) =>
      isColumn(i) ? array : { ...array, shape: [] }
    );
    this._listing = { ...listing, arrays };
  }

  readonly columns: readonly TableColumn[];

  listing(): FileListing {
    return this._listing;
  }

  announce(): void {
    // everything is in memory
  }

  find(ref: ArrayRef): ArrayListing {
    return this._listing.arrays[this.indexOf(ref)];
  }

  values(ref: ArrayRef): Float64Array {
    return this._all[this.indexOf(ref)].values;
  }

  metadata(): ScanMetadata {
    return this._metadata;
  }

  /**
   * Index of the column meant by a mapping, from 0; fixed positions come after the columns.
   * @throws XESError `scan/columns-unknown`
   */
  indexOf(ref: ArrayRef): number {
    const { arrays } = this._listing;
    const named = arrays.findIndex(({ name }) => name === ref);
    const number = /^\d{1,6}$/.test(ref) ? Number(ref) - 1 : -1;
    const numbered = number < this.columns.length ? number : -1;
    const index = named >= 0 ? named : numbered;
    if (!(index in arrays)) {
      throw missingArray(ref, this._listing);
    }
    return index;
  }

  private _all: readonly TableColumn[];
  private _listing: FileListing;
}

/**
 * Positions as columns with one value; a position with the name of a column was scanned, and is
 * that column.
 */
function positionColumns(
  positions: readonly Position[],
  columns: readonly TableColumn[]
): TableColumn[] {
  const taken = new Set(columns.map(({ label }) => label));
  const fixed = positions.filter(({ name }) => name !== '' && !taken.has(name));
  return columnsOf({
    names: fixed.map(({ name }) => name),
    columns: fixed.map(({ value }) => Float64Array.of(value)),
    comments: []
  });
}
