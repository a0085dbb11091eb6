import { refText, type Id, type ItemKey, type Ref } from '../analysis/document/index.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { Place } from './places.js';
import { channelShown } from './shownchannel.js';

/** References of a view by what they name, to ask for many rows. */
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
 * Whether a row is ticked; `partly` where some of its children alone are.
 * @param facts of the scan, where it is the row of a scan or an arm.
 */
export function tickOf(place: Place, ticks: RefIndex, facts: ScanFacts | null): boolean | 'partly' {
  const refs = ticks.of(place.ref.id);
  if (refs.some(ref => draws(ref, place, facts))) {
    return true;
  }
  return place.depth === 0 && refs.length > 0 ? 'partly' : false;
}

/**
 * What is ticked once a row's tick was set or taken away.
 * @param siblings the children of the row's parent, itself among them.
 */
export function withTick(
  shown: readonly Ref[],
  place: Place,
  isTicked: boolean,
  { facts, siblings }: { facts: ScanFacts | null; siblings: readonly Place[] }
): readonly Ref[] {
  const { ref } = place;
  if (isTicked) {
    const others = shown.filter(one => one.id !== ref.id || !isWithin(one, place, facts));
    return [...others, ref];
  }
  if (place.depth === 0) {
    return shown.filter(one => one.id !== ref.id);
  }
  const gone = new Set(shown.filter(one => draws(one, place, facts)));
  const left = shown.filter(one => !gone.has(one));
  const others = siblings.filter(
    other =>
      other.type === 'item' && other !== place && [...gone].some(one => draws(one, other, facts))
  );
  return [...left, ...(place.type === 'item' ? others.map(other => other.ref) : [])];
}

/** Whether what a reference names is drawn as the row. */
function draws(one: Ref, { ref, type }: Place, facts: ScanFacts | null): boolean {
  if (one.id !== ref.id || one.output !== ref.output) {
    return false;
  }
  switch (type) {
    case 'scan':
      return one.channel === undefined || (facts !== null && facts.channels.length < 2);
    case 'arm':
      return (one.channel ?? channelShown(facts, undefined)?.name) === ref.channel;
    case 'item':
      return takes(one, ref.only?.[0] ?? '');
    case 'step':
      return one.only === undefined && one.except === undefined;
    case 'output':
      return refText(one) === refText(ref);
  }
}

function takes({ only, except }: Ref, key: ItemKey): boolean {
  return only ? only.includes(key) : !except?.includes(key);
}

/** Whether a tick is superfluous beside that of the row. */
function isWithin(one: Ref, place: Place, facts: ScanFacts | null): boolean {
  if (place.type === 'step') {
    return one.output === undefined;
  }
  if (place.type === 'scan') {
    const first = channelShown(facts, undefined)?.name;
    return one.channel === undefined || one.channel === first;
  }
  return refText(one) === refText(place.ref);
}
