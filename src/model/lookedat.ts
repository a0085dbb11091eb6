import { isSameRef, type AnalysisDocument, type Ref } from '../analysis/document/index.js';
import type { ComputeUpdate } from '../compute/types.js';
import type { ChannelFacts } from '../formats/scanfacts.js';
import { activeScan, activeStep } from './active.js';
import { channelShown } from './shownchannel.js';
import type { Through } from './wanted.js';

/** In an analysis without scans. */
export const nothingLookedAt: Through = { ref: null, channel: null, isMap: false };

/**
 * The active scan and its arm, or the active step.
 * @param before what was looked at: the same Ref where it is that.
 */
export function lookAt(
  document: AnalysisDocument,
  update: ComputeUpdate | null,
  before: Ref | null
): { looked: Through; channel: ChannelFacts | null } {
  const { view } = document;
  const same = (ref: Ref) => (before && isSameRef(ref, before) ? before : ref);
  if (activeStep(document) && view.active) {
    return { looked: { ...nothingLookedAt, ref: same(view.active) }, channel: null };
  }
  const active = activeScan(document);
  if (!active) {
    return { looked: nothingLookedAt, channel: null };
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
