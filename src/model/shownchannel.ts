import type { ChannelFacts, ScanFacts } from '../formats/scanfacts.js';

/** The displayed arm: the requested one, else the scan's first one measured for the scan's kind. */
export function channelShown(
  facts: ScanFacts | null,
  asked: string | undefined
): ChannelFacts | null {
  const channels = facts?.channels ?? [];
  return (
    channels.find(({ name }) => name === asked) ??
    channels.find(({ kind }) => kind === facts?.kind) ??
    channels[0] ??
    null
  );
}
