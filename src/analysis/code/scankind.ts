import { firstChannel } from '../../formats/scan.js';
import type { ChannelFacts } from '../../formats/scanfacts.js';
import type { Id } from '../document/types.js';
import type { CodeFacts } from './types.js';

/** Facts about a channel of a scan; null if the scan was not read or has no such channel. */
export function channelFacts(
  facts: CodeFacts,
  id: Id,
  channel: string | null
): ChannelFacts | null {
  const scan = facts.scan(id);
  const found =
    channel === null
      ? scan && (firstChannel(scan) ?? scan.channels[0])
      : scan?.channels.find(({ name }) => name === channel);
  return found ?? null;
}

/** Whether a scan is shown as a map or as a spectrum; null if not known. */
export function kindOfScan(
  facts: CodeFacts,
  id: Id,
  channel: string | null
): 'map' | 'spectrum' | null {
  const found = channelFacts(facts, id, channel);
  return found && (found.kind === 'RXES' ? 'map' : 'spectrum');
}
