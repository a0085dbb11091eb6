import { isSameRef, type AnalysisDocument, type Ref } from '../analysis/document/index.js';
import type { ComputeUpdate, DrawnValue } from '../compute/types.js';
import type { ChannelFacts } from '../formats/scanfacts.js';
import { activeScan, activeStep } from './active.js';
import { channelShown } from './shownchannel.js';
import type { Looked } from './wanted.js';

/** Nothing is looked at. */
export const nothing: Looked = { ref: null, channel: null, isMap: false, cuts: [] };

/**
 * What a document lets one look at: the active scan and its arm, or the active step.
 * @param before what was looked at, which stays the same object where it is. @param valueOf what is drawn of a result.
 */
export function lookAt(
  document: AnalysisDocument,
  update: ComputeUpdate | null,
  before: Ref | null,
  valueOf: (ref: Ref) => DrawnValue | null
): { looked: Omit<Looked, 'cuts' | 'lines'>; channel: ChannelFacts | null } {
  const same = (ref: Ref) => (before && isSameRef(ref, before) ? before : ref);
  const { view } = document;
  if (activeStep(document) && view.active) {
    const ref = same(view.active);
    const isMap = valueOf(ref)?.kind === 'map';
    return { looked: { ref, channel: null, isMap }, channel: null };
  }
  const active = activeScan(document);
  if (!active) {
    return { looked: nothing, channel: null };
  }
  const asked = view.active?.id === active.id ? view.active.channel : undefined;
  const facts = update?.scans.get(active.id)?.facts ?? null;
  const preview = update?.previews.get(active.id)?.channel ?? null;
  const channel = channelShown(facts, asked) ?? (facts ? null : shownAs(preview, asked));
  const name = channel?.name ?? null;
  const ref = asked === undefined ? { id: active.id } : { id: active.id, channel: name ?? asked };
  const isMap = channel?.kind === 'RXES';
  return { looked: { ref: same(ref), channel: name, isMap }, channel };
}

/** The arm that a preview shows, unless another is asked for. */
function shownAs(channel: ChannelFacts | null, asked: string | undefined): ChannelFacts | null {
  return asked === undefined || asked === channel?.name ? channel : null;
}

/** What a new cut is a cut of: all scans (null), or the step whose map is looked at, where no scan is a map. */
export function cutHome(
  { ref, channel, isMap }: Pick<Looked, 'ref' | 'channel' | 'isMap'>,
  update: ComputeUpdate | null
): Ref | null {
  const scans = [...(update?.scans.values() ?? [])];
  const isOfStep = isMap && channel === null && scans.every(({ facts }) => facts?.kind !== 'RXES');
  return isOfStep ? ref : null;
}
