import type { ReferenceMark } from '../../analysis/document/index.js';

/**
 * Keys for the rows of a table, stable while lines are changed, so that text typed in a row stays
 * there. A line has no identity in the document, and may occur twice.
 */
export class RowKeys {
  /** Announce that the row at an index is about to be removed. */
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

  /** Lines added or removed by other means, such as undo: equal lines keep their keys, in order. */
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

function isEqual(a: ReferenceMark, b: ReferenceMark): boolean {
  return (
    a.name === b.name &&
    a.energy === b.energy &&
    a.source === b.source &&
    (a.off ?? false) === (b.off ?? false)
  );
}
