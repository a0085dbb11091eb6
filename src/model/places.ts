import {
  parseItemKey,
  refText,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref,
  type ScanEntry,
  type StepEntry
} from '../analysis/document/index.js';
import type { ShownOutcome } from '../compute/types.js';
import { isOfAll } from './missingitems.js';
import type { ModelScan } from './types.js';

/** Position of a row in the list, and its Ref; the same object until that changes. */
export interface Place {
  readonly ref: Ref;
  /** Identifies the row: the Ref as text. */
  readonly key: string;
  readonly type: 'scan' | 'arm' | 'step' | 'item' | 'output';
  readonly depth: 0 | 1;
  /** Whether its children are listed; null if it has none. */
  readonly isExpanded: boolean | null;
}

/** What the rows are derived from. */
export interface PlaceSource {
  readonly document: AnalysisDocument;
  /** In document order. */
  readonly scans: readonly ModelScan[];
  /**
   * The first cuts of a map, which become steps when one is used; the same array while they are the
   * same.
   */
  readonly firstCuts?: readonly StepEntry[];
  outcome(id: Id): ShownOutcome | null;
}

/** The rows of a list, without their contents; takes a millisecond for 5000 scans. */
export class Places {
  /**
   * The rows in order; the same array until one of them changes.
   * @param expanded ids whose children are listed.
   */
  of(source: PlaceSource, expanded: ReadonlySet<Id>): readonly Place[] {
    const { document, scans, firstCuts = [] } = source;
    const named = this._named.of(document);
    const next: Place[] = [];
    const groups = new Map<Id, Group>();
    const add = (id: Id, type: 'scan' | 'step', children: readonly Child[]) => {
      const group = groupOf(this._groups.get(id), id, type, children, expanded.has(id));
      groups.set(id, group);
      next.push(...group.places);
    };
    document.scans.forEach(({ id }, i) => add(id, 'scan', this._arms.of(scans[i])));
    const present = new Set([...groups.keys(), ...document.steps.map(({ id }) => id)]);
    document.steps.forEach(entry => {
      const outcome = source.outcome(entry.id);
      add(entry.id, 'step', this._parts.of(entry, outcome, named.get(entry.id), present));
    });
    firstCuts.forEach(({ id }) => add(id, 'step', none));
    this._parts.forget(present);
    this._groups = groups;
    if (next.length !== this._places.length || next.some((place, i) => place !== this._places[i])) {
      this._places = next;
    }
    return this._places;
  }

  private _groups: ReadonlyMap<Id, Group> = new Map();
  private _places: readonly Place[] = [];
  private _arms = new Arms();
  private _parts = new Parts();
  private _named = new NamedParts();
}

type Child = Pick<Place, 'ref' | 'type'>;

/** A scan or step with its children. */
interface Group {
  readonly children: readonly Child[];
  readonly isExpanded: boolean;
  readonly places: readonly Place[];
}

function groupOf(
  before: Group | undefined,
  id: Id,
  type: 'scan' | 'step',
  children: readonly Child[],
  isExpanded: boolean
): Group {
  if (before?.children === children && before.isExpanded === isExpanded) {
    return before;
  }
  const known = new Map(before?.places.map(place => [place.key, place]));
  const place = (ref: Ref, kind: Place['type'], state: boolean | null): Place => {
    const key = refText(ref);
    const old = known.get(key);
    const depth = kind === type ? 0 : 1;
    return old?.isExpanded === state ? old : { ref, key, type: kind, depth, isExpanded: state };
  };
  const hasChildren = children.length > 0;
  const own = place({ id }, type, hasChildren ? isExpanded : null);
  const others = hasChildren && isExpanded ? children : [];
  const places = [own, ...others.map(child => place(child.ref, child.type, null))];
  return { children, isExpanded, places };
}

const none: readonly Child[] = [];

/** The arms of scans that have several. */
class Arms {
  of({ id, facts }: Pick<ModelScan, 'id' | 'facts'>): readonly Child[] {
    if (!facts || facts.channels.length < 2) {
      return none;
    }
    let arms = this._known.get(facts);
    if (!arms) {
      arms = facts.channels.map(({ name }) => ({ ref: { id, channel: name }, type: 'arm' }));
      this._known.set(facts, arms);
    }
    return arms;
  }

  private _known = new WeakMap<NonNullable<ModelScan['facts']>, readonly Child[]>();
}

interface KnownParts {
  /** The inputs of the step when its items became known. */
  readonly from: string;
  readonly keys: readonly ItemKey[];
  /** Names of its further outputs. */
  readonly outputs: readonly string[];
  readonly children: readonly Child[];
}

/**
 * Items of steps with several, and further outputs. A known item stays while the step has the same
 * inputs, as only wanted items are computed. Outputs stay until there is another result.
 */
class Parts {
  of(
    entry: StepEntry,
    outcome: ShownOutcome | null,
    named: readonly Ref[] = [],
    present: ReadonlySet<Id>
  ): readonly Child[] {
    const from = this._fromOf(entry);
    const known = this._known.get(entry.id);
    const items = outcome?.items;
    const before = known?.from === from ? known.keys : [];
    const old = before.filter(key => canStay(entry.id, key, items));
    const ofView = named.flatMap(({ only }) => only ?? []);
    const seen = [...(items?.keys() ?? []), ...ofView.filter(key => canStay(entry.id, key, items))];
    const isOld = new Set(old);
    const fresh = [...new Set(seen)].filter(key => !isOld.has(key));
    const all = fresh.length > 0 ? sorted([...old, ...fresh], items) : old;
    const keys = all.filter(key => isThere(key, present));
    const outputs = outcome?.items.size
      ? outcome.outputs.map(({ name }) => name)
      : known?.from === from
        ? known.outputs
        : [];
    const refs = [
      ...outputs.map(output => ({ id: entry.id, output })),
      ...named.filter(({ output }) => output !== undefined)
    ];
    const children = childrenOf(entry.id, keys, refs);
    const isSame =
      known !== undefined &&
      children.length === known.children.length &&
      children.every(({ ref }, i) => refText(ref) === refText(known.children[i].ref));
    const next = { from, keys, outputs, children: isSame ? known.children : children };
    this._known.set(entry.id, next);
    return next.children;
  }

  forget(present: ReadonlySet<Id>): void {
    [...this._known.keys()].filter(id => !present.has(id)).forEach(id => this._known.delete(id));
  }

  private _fromOf(entry: StepEntry): string {
    const text = this._from.get(entry) ?? JSON.stringify([entry.step, entry.from]);
    this._from.set(entry, text);
    return text;
  }

  private _known = new Map<Id, KnownParts>();
  private _from = new WeakMap<StepEntry, string>();
}

/**
 * Whether a step can have this item in addition to its present ones: a combining step has only one.
 */
function canStay(id: Id, key: ItemKey, items: ShownOutcome['items'] | undefined): boolean {
  return !items?.size || items.has(key) || (!isOfAll(id, items) && key !== id);
}

/** In the order in which the items are computed, if known. */
function sorted(keys: ItemKey[], items: ShownOutcome['items'] | undefined): ItemKey[] {
  const order = new Map([...(items?.keys() ?? [])].map((key, i) => [key, i]));
  const place = (key: ItemKey) => order.get(key) ?? Infinity;
  return order.size === keys.length ? keys.sort((a, b) => place(a) - place(b)) : keys;
}

function isThere(key: ItemKey, present: ReadonlySet<Id>): boolean {
  return parseItemKey(key).ids.every(id => present.has(id.split('#', 1)[0]));
}

function childrenOf(id: Id, keys: readonly ItemKey[], outputs: readonly Ref[]): readonly Child[] {
  const items = keys.length > 1 ? keys : [];
  const all = [
    ...items.map((key): Child => ({ ref: { id, only: [key] }, type: 'item' })),
    ...unique(outputs).map((ref): Child => ({ ref, type: 'output' }))
  ];
  return all.length > 0 ? all : none;
}

function unique(refs: readonly Ref[]): Ref[] {
  return [...new Map(refs.map(ref => [refText(ref), ref])).values()];
}

/**
 * Items and outputs of steps that the view or another step refers to: they have rows before they
 * are computed.
 */
class NamedParts {
  of({ scans, steps, view }: AnalysisDocument): ReadonlyMap<Id, readonly Ref[]> {
    const { shown, selected, active } = view;
    const key = [scans, steps, shown, selected, active];
    if (!key.every((item, i) => item === this._key[i])) {
      this._key = key;
      this._parts = namedParts(scans, steps, [...shown, ...selected, ...(active ? [active] : [])]);
    }
    return this._parts;
  }

  private _key: readonly unknown[] = [];
  private _parts: ReadonlyMap<Id, readonly Ref[]> = new Map();
}

function namedParts(
  scans: readonly ScanEntry[],
  steps: readonly StepEntry[],
  viewed: readonly Ref[]
): ReadonlyMap<Id, readonly Ref[]> {
  const isScan = new Set(scans.map(({ id }) => id));
  const used = steps.flatMap(({ from }) => from.filter(source => typeof source !== 'string'));
  const named = [
    ...viewed.filter(({ only, output }) => only?.length === 1 || output !== undefined),
    ...used.filter(({ output }) => output !== undefined).map(({ id, output }) => ({ id, output }))
  ].filter(({ id }) => !isScan.has(id));
  const parts = new Map<Id, Ref[]>();
  for (const ref of unique(named)) {
    const ofId = parts.get(ref.id);
    if (ofId) {
      ofId.push(ref);
    } else {
      parts.set(ref.id, [ref]);
    }
  }
  return parts;
}
