import type { ReferenceMark } from '../../analysis/document/index.js';

/**
 * Names rows of a table for as long as each is the same line, through changes of it and of others: what is typed in a row
 * stays in that row. A line has no name of its own in the document, and may be there twice.
 */
export class RowKeys {
  /** The row at an index is removed next. */
  drop(index: number): void {
    this._dropped = index;
  }

  /** The key of each line, in their order. */
  of(lines: readonly ReferenceMark[]): readonly string[] {
    const rest = this._rows.filter((_, i) => i !== this._dropped);
    this._dropped = null;
    if (lines.length === rest.length) {
      this._rows = lines.map((line, i) => ({ line, key: rest[i].key }));
    } else if (lines.length !== this._rows.length) {
      this._rows = this._matched(lines);
    }
    return this._rows.map(({ key }) => key);
  }

  /** Lines that came or went otherwise, as by undo: equal ones are the same, in their order. */
  private _matched(lines: readonly ReferenceMark[]): IRow[] {
    let next = 0;
    return lines.map(line => {
      const at = this._rows.findIndex((row, i) => i >= next && isEqual(row.line, line));
      next = at < 0 ? next : at + 1;
      return { line, key: at < 0 ? `row-${++this._count}` : this._rows[at].key };
    });
  }

  private _rows: readonly IRow[] = [];
  private _dropped: number | null = null;
  private _count = 0;
}

interface IRow {
  line: ReferenceMark;
  key: string;
}

function isEqual(one: ReferenceMark, other: ReferenceMark): boolean {
  return (
    one.name === other.name &&
    one.energy === other.energy &&
    one.source === other.source &&
    (one.off ?? false) === (other.off ?? false)
  );
}
