import {
  asRef,
  covers,
  refText,
  sampleIds,
  scansId,
  without,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import { channelShown } from './shownchannel.js';

/** Facts about the results that ticks draw. */
export interface DrawnFacts {
  /** Facts about a scan; null before it was read. */
  factsOf(scan: Id): ScanFacts | null;
  /** Keys of the items of a tick; none if not known. */
  keysOf(tick: Ref): readonly ItemKey[];
}

/** The parts of one result of a step that are used. */
interface UsedParts {
  /** Items listed individually. */
  readonly named: Set<ItemKey>;
  /** Sources with all items, or with exclusions. */
  readonly rest: Ref[];
}

/**
 * Ticks without the results used by other steps that are drawn instead: of a tick with several
 * items the rest stays.
 */
export function ticksBeside(
  document: Pick<AnalysisDocument, 'scans' | 'steps'>,
  ticks: readonly Ref[],
  sources: readonly (Id | Ref)[],
  drawn: DrawnFacts
): Ref[] {
  const used = new Map(sources.map(source => [refText(source), asRef(source)]));
  const arms = armsIn(document, [...used.values()], drawn);
  const results = resultsIn([...used.values()]);
  const scans = new Set(document.scans.map(({ id }) => id));
  return ticks.flatMap(tick => {
    if (used.has(refText(tick))) {
      return [];
    }
    if (scans.has(tick.id)) {
      return arms.has(armOf(tick, drawn)) ? [] : [tick];
    }
    const found = results.get(resultOf(tick));
    return (found ? restOf(tick, found, drawn.keysOf(tick)) : tick) ?? [];
  });
}

/** The arms of scans that are used, including those of `scans`. */
function armsIn(
  document: Pick<AnalysisDocument, 'scans'>,
  sources: readonly Ref[],
  drawn: DrawnFacts
): ReadonlySet<string> {
  const ids = sampleIds(document);
  const samples = new Set(ids);
  const each = sources.flatMap(source =>
    source.id === scansId
      ? ids.filter(id => covers(source, id, samples)).map(id => ({ id, channel: source.channel }))
      : [source]
  );
  return new Set(each.map(source => armOf(source, drawn)));
}

/** Identifies the arm of a scan that is referred to. */
function armOf({ id, channel }: Pick<Ref, 'id' | 'channel'>, { factsOf }: DrawnFacts): string {
  return JSON.stringify([id, channel ?? channelShown(factsOf(id), undefined)?.name]);
}

function resultsIn(sources: readonly Ref[]): ReadonlyMap<string, UsedParts> {
  const results = new Map<string, UsedParts>();
  for (const source of sources) {
    const used = results.get(resultOf(source)) ?? { named: new Set(), rest: [] };
    results.set(resultOf(source), used);
    if (source.only) {
      source.only.forEach(key => used.named.add(key));
    } else {
      used.rest.push(source);
    }
  }
  return results;
}

/** Identifies the result of a step that is referred to. */
function resultOf({ id, output }: Ref): string {
  return JSON.stringify([id, output]);
}

/** The unused part of a tick; null if nothing is left. @param keys of its items. */
function restOf(tick: Ref, { named, rest }: UsedParts, keys: readonly ItemKey[]): Ref | null {
  const isUsed = (key: ItemKey) => named.has(key) || rest.some(ref => covers(ref, key, noScans));
  if (tick.only) {
    const only = tick.only.filter(key => !isUsed(key));
    return only.length === 0 ? null : only.length < tick.only.length ? { ...tick, only } : tick;
  }
  if (rest.some(({ except }) => !except) || (keys.length > 0 && keys.every(isUsed))) {
    return null;
  }
  const used = [...new Set([...named, ...keys.filter(isUsed)])];
  const left = used
    .filter(key => covers(tick, key, noScans))
    .reduce<Id | Ref | null>((item, key) => item && without(item, key), tick);
  return left === null ? null : asRef(left);
}

/** Results of steps only. */
const noScans: ReadonlySet<Id> = new Set();
