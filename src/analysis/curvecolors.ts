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

/** What colours depend on. */
export type Colored = Pick<AnalysisDocument, 'scans' | 'steps'> & {
  readonly view: Pick<AnalysisDocument['view'], 'colors'>;
};

/** Of what was not drawn yet. */
const grey = '#888888';

/**
 * The colours of curves. Each is given one when it is drawn for the first time, and has it for its life: while the
 * palette has free ones, one that no other curve has. What the document holds has precedence. A scan or a step has the
 * colour of the curve of it that was drawn first, and that curve has the colour that the document gives its entry.
 */
export class CurveColors {
  /** `#rrggbb` @param key of a curve, or an id. */
  of(document: Colored, key: ItemKey): string {
    const owner = ownerOf(key);
    const given = this._given.get(key);
    const { color } = scanOf(document, owner) ?? stepOf(document, owner) ?? {};
    const isMain = key === owner || (given !== undefined && given === this._given.get(owner));
    return (isMain ? color : undefined) ?? given ?? grey;
  }

  /** Give colours to curves that have none. @param keys of all that are drawn, in the order of the list. */
  give(document: Colored, keys: readonly ItemKey[]): void {
    this._follow(document);
    const fresh = new Set(keys.filter(key => !this._given.has(key)));
    if (fresh.size === 0) {
      return;
    }
    const choose = this._chooser(document, keys);
    fresh.forEach(key => this._set(key, choose(key)));
  }

  /** The colours that steps will be given when they are drawn first. @param ids of steps that no document holds yet. */
  foreseen(document: Colored, ids: readonly Id[]): ReadonlyMap<Id, string> {
    const choose = this._chooser(document, ids);
    return new Map(ids.map(id => [id, this._given.get(id) ?? choose(id)]));
  }

  /** Chooses one colour after another. @param keys of all that are drawn together. */
  private _chooser(document: Colored, keys: readonly ItemKey[]): (key: ItemKey) => string {
    const used = counted([
      ...[...this._given].filter(([key]) => !this._isRow(key)).map(([, color]) => color),
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

  /** All that were given, to be held by the document; the same object until there are others. */
  get given(): Readonly<Record<ItemKey, string>> {
    this._record ??= Object.fromEntries(this._given);
    return this._record;
  }

  clear(): void {
    this._given.clear();
    this._items.clear();
    this._record = null;
    this._of = [];
  }

  private _follow({ scans, steps, view }: Colored): void {
    const { colors } = view;
    if (colors && colors !== this._of[2] && colors !== this._record) {
      Object.entries(colors).forEach(([key, color]) => this._set(key, color));
    }
    if (scans !== this._of[0] || steps !== this._of[1]) {
      const present = new Set([...scans, ...steps].map(({ id }) => id));
      [...this._given.keys()]
        .filter(key => !idsIn(key).every(id => present.has(id)))
        .forEach(key => this._forget(key));
    }
    this._of = [scans, steps, colors];
  }

  private _set(key: ItemKey, color: string): void {
    const owner = ownerOf(key);
    this._forget(key);
    this._given.set(key, color);
    if (key !== owner && !isOutput(key)) {
      this._count(owner, color, 1);
      if (!this._given.has(owner)) {
        this._given.set(owner, color);
      }
    }
  }

  private _forget(key: ItemKey): void {
    const color = this._given.get(key);
    this._record = null;
    this._given.delete(key);
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

  /** The colour of its scan or step, where no curve has that: the step had another one before. */
  private _inherited(key: ItemKey): string | null {
    const color = this._given.get(ownerOf(key));
    const isFree = color !== undefined && !isOutput(key) && !this._siblings(key).has(color);
    return isFree ? color : null;
  }

  private _siblings(key: ItemKey): Pick<ReadonlyMap<string, unknown>, 'has'> {
    return this._items.get(ownerOf(key)) ?? none;
  }

  /** Whether it is that of a scan or step whose colour is that of one of its curves. */
  private _isRow(key: ItemKey): boolean {
    return (this._items.get(key)?.size ?? 0) > 0;
  }

  private _given = new Map<ItemKey, string>();
  /** How many curves of a scan or step have a colour, further outputs aside. */
  private _items = new Map<Id, Map<string, number>>();
  /** Scans, steps and colours of the document that was followed. */
  private _of: readonly unknown[] = [];
  private _record: Readonly<Record<ItemKey, string>> | null = null;
}

const none = new Map<string, number>();

/** The colour that fewest curves have; of several one that none beside it has. */
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
  for (const color of colors.map(one => one.toLowerCase())) {
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return counts;
}

function entryColors({ scans, steps }: Colored): string[] {
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
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>
): boolean {
  const keys = Object.keys(one);
  return (
    one === other ||
    (keys.length === Object.keys(other).length && keys.every(key => one[key] === other[key]))
  );
}
