import {
  isSameRef,
  type AnalysisDocument,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import type { ComputeUpdate } from '../compute/types.js';
import type { ChannelFacts } from '../formats/scanfacts.js';
import { activeScan, activeStep } from './active.js';
import { channelShown } from './shownchannel.js';
import type { ViewedRow, CutTarget } from './wanted.js';

/** Nothing is displayed, in an analysis without scans. */
const nothingLookedAt: CutTarget = { ref: null, channel: null, isMap: false };
export const nothingViewed: ViewedRow = { ...nothingLookedAt, cuts: [] };

/**
 * The active scan and its arm, or the active step.
 * @param before what was displayed: its Ref is returned if it is unchanged.
 * @param mapOf the item of a step's result that is a map; null if it is none, or not known yet.
 */
export function lookAt(
  document: AnalysisDocument,
  update: ComputeUpdate | null,
  before: Ref | null,
  mapOf: (ref: Ref) => ItemKey | null
): { looked: CutTarget; channel: ChannelFacts | null } {
  const { view } = document;
  const same = (ref: Ref) => (before && isSameRef(ref, before) ? before : ref);
  if (activeStep(document) && view.active) {
    const ref = same(view.active);
    const item = mapOf(ref);
    const map = item === null ? {} : { isMap: true, item };
    return { looked: { ...nothingLookedAt, ref, ...map }, channel: null };
  }
  const active = activeScan(document);
  if (!active) {
    return { looked: nothingLookedAt, channel: null };
  }
  const requested = view.active?.id === active.id ? view.active.channel : undefined;
  const facts = update?.scans.get(active.id)?.facts ?? null;
  const preview = update?.previews.get(active.id)?.channel ?? null;
  const channel = channelShown(facts, requested) ?? (facts ? null : shownAs(preview, requested));
  const name = channel?.name ?? null;
  const ref =
    requested === undefined ? { id: active.id } : { id: active.id, channel: name ?? requested };
  const isMap = channel?.kind === 'RXES';
  return { looked: { ref: same(ref), channel: name, isMap }, channel };
}

/** The arm of a preview, unless another is requested. */
function shownAs(channel: ChannelFacts | null, asked: string | undefined): ChannelFacts | null {
  return asked === undefined || asked === channel?.name ? channel : null;
}

/**
 * What a new cut is a cut of: all scans (null), or the step of the displayed map, if no scan is a
 * map.
 */
export function cutHome(
  { ref, channel, isMap }: CutTarget,
  update: ComputeUpdate | null
): Ref | null {
  const scans = [...(update?.scans.values() ?? [])];
  const isOfStep = isMap && channel === null && scans.every(({ facts }) => facts?.kind !== 'RXES');
  return isOfStep ? ref : null;
}

/** Whether the displayed row and the other maps are the same. */
export function isSameLook(a: ViewedRow, b: ViewedRow): boolean {
  const parts = ['ref', 'channel', 'isMap', 'item', 'beside'] as const;
  return parts.every(part => a[part] === b[part]);
}
