import {
  parseItemKey,
  scanOf,
  stepOf,
  type AnalysisDocument,
  type ItemKey
} from '../analysis/document/index.js';

/** Ten colours that differ for people who see red and green alike, and from white and black grounds. */
const palette = [
  '#1f77b4',
  '#d95f02',
  '#1b9e77',
  '#cc3d8f',
  '#7b5cd6',
  '#a6761d',
  '#17a2b8',
  '#c0392b',
  '#66a61e',
  '#6c757d'
] as const;

/**
 * The colours of curves. One that was given stays, so that curves keep theirs when others come and go. What the document
 * says has precedence.
 */
export class CurveColors {
  /** `#rrggbb` @param key of an item, or an id. */
  of(document: Pick<AnalysisDocument, 'scans' | 'steps'>, key: ItemKey): string {
    const owner = parseItemKey(key).ids[0];
    const entry = scanOf(document, owner) ?? stepOf(document, owner);
    return entry?.color !== undefined && this._isFirst(owner, key) ? entry.color : this._given(key);
  }

  clear(): void {
    this._colors.clear();
    this._first.clear();
  }

  /** The colour of an entry is that of its first curve: others would look the same. */
  private _isFirst(owner: string, key: ItemKey): boolean {
    const first = this._first.get(owner) ?? key;
    this._first.set(owner, first);
    return first === key || key === owner;
  }

  private _given(key: ItemKey): string {
    let color = this._colors.get(key);
    if (color === undefined) {
      color = palette[this._colors.size % palette.length];
      this._colors.set(key, color);
    }
    return color;
  }

  private _colors = new Map<ItemKey, string>();
  private _first = new Map<string, ItemKey>();
}
