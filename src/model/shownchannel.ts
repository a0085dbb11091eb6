import type { ChannelFacts, ScanFacts } from '../formats/scanfacts.js';

/** The arm that is shown: the requested one, else the scan's first that measured what the scan is. */
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
