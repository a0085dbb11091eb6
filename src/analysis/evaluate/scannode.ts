import type { Id } from '../document/types.js';
import { mapOrSpectrum } from './implicit.js';
import { channelOf, scanInputs } from './inputs.js';
import { makeNode } from './nodes.js';
import type { Item, NodeResult } from './outcome.js';
import type { PassContext, Wanted } from './context.js';

/** Scans in their displayed kind: a map or a spectrum for each wanted channel. */
export async function evaluateScans(
  pass: PassContext,
  id: Id,
  wanted: Wanted
): Promise<NodeResult> {
  const items: Item[] = [];
  for (const input of scanInputs(pass, { id }, wanted)) {
    const seen = await mapOrSpectrum(pass, id, input, channelOf(input));
    const { key, state, error, value, valueKey } = seen;
    items.push({ key, state, error, value, valueKey, part: null, partKey: null });
  }
  return makeNode({ id, parameters: {}, inputs: [], items, error: null });
}
