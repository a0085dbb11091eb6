import type { Id } from '../document/types.js';
import { lookedAt } from './implicit.js';
import { channelOf, scanInputs } from './inputs.js';
import { makeNode } from './nodes.js';
import type { Item, NodeResult } from './outcome.js';
import type { Pass, Wanted } from './pass.js';

/** Scans as what they are looked at: a map or a spectrum for each channel that is wanted. */
export async function evaluateScans(pass: Pass, id: Id, wanted: Wanted): Promise<NodeResult> {
  const items: Item[] = [];
  for (const input of scanInputs(pass, { id }, wanted)) {
    const { ref: _, ...seen } = await lookedAt(pass, id, input, channelOf(input));
    items.push({ ...seen, part: null, partKey: null });
  }
  return makeNode({ id, parameters: {}, inputs: [], items, error: null });
}
