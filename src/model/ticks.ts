import { refText, type Id, type ItemKey, type Ref } from '../analysis/document/index.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { Place } from './places.js';
import { channelShown } from './shownchannel.js';

/** The Refs of a view by their id, to check many rows. */
export class RefIndex {
  constructor(readonly refs: readonly Ref[]) {
    for (const ref of refs) {
      this._keys.add(refText(ref));
      const ofId = this._byId.get(ref.id);
      if (ofId) {
        ofId.push(ref);
      } else {
        this._byId.set(ref.id, [ref]);
      }
    }
  }

  has(key: string): boolean {
    return this._keys.has(key);
  }

  of(id: Id): readonly Ref[] {
    return this._byId.get(id) ?? [];
  }

  private _keys = new Set<string>();
  private _byId = new Map<Id, Ref[]>();
}

/**
 * Whether a row is ticked; `partly` if only some of its children are.
 * @param facts of the scan, for the row of a scan or an arm.
 */
export function tickOf(place: Place, ticks: RefIndex, facts: ScanFacts | null): boolean | 'partly' {
  const refs = ticks.of(place.ref.id);
  if (refs.some(ref => draws(ref, place, facts))) {
    return true;
  }
  return place.depth === 0 && refs.length > 0 ? 'partly' : false;
}

/**
 * The ticks of a scan or step after its rows were ticked or unticked.
 * @param shown ticks of that scan or step.
 * @param places its rows, or some of them.
 * @param siblings all of its child rows.
 */
export function withTicks(
  shown: readonly Ref[],
  places: readonly Place[],
  isTicked: boolean,
  { facts, siblings }: { facts: ScanFacts | null; siblings: readonly Place[] }
): readonly Ref[] {
  // there may be thousands of items; a scan or step has few other rows
  const items = new Set(
    places.flatMap(({ ref, type }) => (type === 'item' ? (ref.only ?? []) : []))
  );
  const others = places.filter(({ type }) => type !== 'item');
  if (isTicked) {
    const keys = new Set(places.map(({ key }) => key));
    const isSuperfluous = (ref: Ref) =>
      keys.has(refText(ref)) || others.some(place => isWithin(ref, place, facts));
    return [...shown.filter(ref => !isSuperfluous(ref)), ...places.map(({ ref }) => ref)];
  }
  if (others.some(({ depth }) => depth === 0)) {
    return [];
  }
  const isOfItems = (ref: Ref) => ref.output === undefined && takesAny(ref, items);
  const isGone = (ref: Ref) => isOfItems(ref) || others.some(place => draws(ref, place, facts));
  const stay = itemsTaken(shown.filter(isOfItems), siblings).filter(
    ({ ref }) => !items.has(ref.only?.[0] ?? '')
  );
  return [...shown.filter(ref => !isGone(ref)), ...stay.map(({ ref }) => ref)];
}

/** The item rows that Refs include. */
function itemsTaken(refs: readonly Ref[], siblings: readonly Place[]): readonly Place[] {
  const rows = siblings.filter(({ type }) => type === 'item');
  const named = new Set(refs.flatMap(({ only }) => only ?? []));
  const rest = refs.filter(({ only }) => !only).map(({ except }) => new Set(except));
  return rows.filter(({ ref }) => {
    const key = ref.only?.[0] ?? '';
    return named.has(key) || rest.some(except => !except.has(key));
  });
}

function takesAny({ only, except = [] }: Ref, keys: ReadonlySet<ItemKey>): boolean {
  if (only) {
    return only.some(key => keys.has(key));
  }
  const left = new Set(except);
  return [...keys].some(key => !left.has(key));
}

/** Whether a Ref is drawn as the row. */
function draws(item: Ref, { ref, type }: Place, facts: ScanFacts | null): boolean {
  if (item.id !== ref.id || item.output !== ref.output) {
    return false;
  }
  switch (type) {
    case 'scan':
      return item.channel === undefined || (facts !== null && facts.channels.length < 2);
    case 'arm':
      return (item.channel ?? channelShown(facts, undefined)?.name) === ref.channel;
    case 'item':
      return takes(item, ref.only?.[0] ?? '');
    case 'step':
      return item.only === undefined && item.except === undefined;
    case 'output':
      return refText(item) === refText(ref);
  }
}

function takes({ only, except }: Ref, key: ItemKey): boolean {
  return only ? only.includes(key) : !except?.includes(key);
}

/** Whether a tick is redundant with that of the row. */
function isWithin(ref: Ref, place: Place, facts: ScanFacts | null): boolean {
  if (place.type === 'step') {
    return ref.output === undefined;
  }
  if (place.type === 'scan') {
    const first = channelShown(facts, undefined)?.name;
    return ref.channel === undefined || ref.channel === first;
  }
  return refText(ref) === refText(place.ref);
}
