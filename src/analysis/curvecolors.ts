import {
  idsIn,
  parseItemKey,
  scanOf,
  stepOf,
  type AnalysisDocument,
  type Id,
  type ItemKey
} from './document/index.js';
import { palette } from './palette.js';

/** The parts of an analysis that colours depend on. */
export type ColorSource = Pick<AnalysisDocument, 'scans' | 'steps'> & {
  readonly view: Pick<AnalysisDocument['view'], 'colors'>;
};

/** Colour of a curve that has not been drawn yet. */
const grey = '#888888';

/**
 * Colours of curves. A curve gets its colour when it is first drawn and never changes it: a colour
 * that no other curve has, while the palette has unused ones. Colours in the document take
 * precedence. A scan or step has the colour of its first-drawn curve, and that curve has the colour
 * that the document gives the entry.
 */
export class CurveColors {
  /** `#rrggbb` @param key of a curve, or an id. */
  of(document: ColorSource, key: ItemKey): string {
    const owner = ownerOf(key);
    const assigned = this._assigned.get(key);
    const { color } = scanOf(document, owner) ?? stepOf(document, owner) ?? {};
    const isMain =
      key === owner || (assigned !== undefined && assigned === this._assigned.get(owner));
    return (isMain ? color : undefined) ?? assigned ?? grey;
  }

  /** Assign colours to curves that have none. @param keys of all drawn curves, in list order. */
  assign(document: ColorSource, keys: readonly ItemKey[]): void {
    this._follow(document);
    const fresh = new Set(keys.filter(key => !this._assigned.has(key)));
    if (fresh.size === 0) {
      return;
    }
    const choose = this._chooser(document, keys);
    fresh.forEach(key => this._set(key, choose(key)));
  }

  /**
   * The colours that steps will have when first drawn.
   * @param ids of steps not yet in any document.
   */
  predicted(document: ColorSource, ids: readonly Id[]): ReadonlyMap<Id, string> {
    const choose = this._chooser(document, ids);
    return new Map(ids.map(id => [id, this._assigned.get(id) ?? choose(id)]));
  }

  /** Assigns colours one by one. @param keys of all curves drawn together. */
  private _chooser(document: ColorSource, keys: readonly ItemKey[]): (key: ItemKey) => string {
    const used = counted([
      ...[...this._assigned].filter(([key]) => !this._isRow(key)).map(([, color]) => color),
      ...entryColors(document)
    ]);
    const shown = new Set(keys.map(key => this.of(document, key).toLowerCase()));
    return key => {
      const color = this._inherited(key) ?? next(used, shown, this._siblings(key));
      used.set(color, (used.get(color) ?? 0) + 1);
      shown.add(color);
      return color;
    };
  }

  /** All assigned colours, to be stored in the document; the same object until one is added. */
  get given(): Readonly<Record<ItemKey, string>> {
    this._record ??= Object.fromEntries(this._assigned);
    return this._record;
  }

  clear(): void {
    this._assigned.clear();
    this._items.clear();
    this._record = null;
    this._of = [];
  }

  private _follow({ scans, steps, view }: ColorSource): void {
    const { colors } = view;
    if (colors && colors !== this._of[2] && colors !== this._record) {
      Object.entries(colors).forEach(([key, color]) => this._set(key, color));
    }
    if (scans !== this._of[0] || steps !== this._of[1]) {
      const present = new Set([...scans, ...steps].map(({ id }) => id));
      [...this._assigned.keys()]
        .filter(key => !idsIn(key).every(id => present.has(id)))
        .forEach(key => this._forget(key));
    }
    this._of = [scans, steps, colors];
  }

  private _set(key: ItemKey, color: string): void {
    const owner = ownerOf(key);
    this._forget(key);
    this._assigned.set(key, color);
    if (key !== owner && !isOutput(key)) {
      this._count(owner, color, 1);
      if (!this._assigned.has(owner)) {
        this._assigned.set(owner, color);
      }
    }
  }

  private _forget(key: ItemKey): void {
    const color = this._assigned.get(key);
    this._record = null;
    this._assigned.delete(key);
    if (color !== undefined && key !== ownerOf(key) && !isOutput(key)) {
      this._count(ownerOf(key), color, -1);
    }
  }

  private _count(owner: Id, color: string, by: 1 | -1): void {
    const colors = this._items.get(owner) ?? new Map<string, number>();
    const count = (colors.get(color) ?? 0) + by;
    this._items.set(owner, colors);
    if (count > 0) {
      colors.set(color, count);
    } else {
      colors.delete(color);
    }
  }

  /**
   * The colour of the curve's scan or step, if no other curve has it: the entry had another colour
   * before.
   */
  private _inherited(key: ItemKey): string | null {
    const color = this._assigned.get(ownerOf(key));
    const isFree = color !== undefined && !isOutput(key) && !this._siblings(key).has(color);
    return isFree ? color : null;
  }

  private _siblings(key: ItemKey): Pick<ReadonlyMap<string, unknown>, 'has'> {
    return this._items.get(ownerOf(key)) ?? none;
  }

  /** Whether the curve shares its colour with its scan or step. */
  private _isRow(key: ItemKey): boolean {
    return (this._items.get(key)?.size ?? 0) > 0;
  }

  private _assigned = new Map<ItemKey, string>();
  /** Number of coloured curves of each scan or step by colour, not counting further outputs. */
  private _items = new Map<Id, Map<string, number>>();
  /** Scans, steps and colours of the last document seen. */
  private _of: readonly unknown[] = [];
  private _record: Readonly<Record<ItemKey, string>> | null = null;
}

const none = new Map<string, number>();

/** The least used colour; among equals one that no neighbour has. */
function next(
  used: ReadonlyMap<string, number>,
  shown: ReadonlySet<string>,
  siblings: Pick<ReadonlyMap<string, unknown>, 'has'>
): string {
  const cost = (color: string) =>
    1e6 * Number(siblings.has(color)) + 1e5 * Number(shown.has(color)) + (used.get(color) ?? 0);
  return palette.reduce((best, color) => (cost(color) < cost(best) ? color : best));
}

function counted(colors: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const color of colors.map(color => color.toLowerCase())) {
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return counts;
}

function entryColors({ scans, steps }: ColorSource): string[] {
  return [...scans, ...steps].flatMap(({ color }) => color ?? []);
}

function ownerOf(key: ItemKey): Id {
  return idsIn(key)[0];
}

function isOutput(key: ItemKey): boolean {
  return parseItemKey(key).ids[0].includes('#');
}

/** Whether the same keys have the same colours. */
export function isSameColors(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>
): boolean {
  const keys = Object.keys(a);
  return a === b || (keys.length === Object.keys(b).length && keys.every(key => a[key] === b[key]));
}
