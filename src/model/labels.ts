import { withLabels } from '../analysis/steps/labels.js';
import { inputKeyOf, originOf } from '../analysis/evaluate/index.js';
import type { AnalysisDocument, ItemKey } from '../analysis/document/index.js';

/** The label of an item: that of the scan, or the combining step, that it comes from. */
export function labelOf({ scans, steps }: AnalysisDocument, key: ItemKey): string {
  const { id, channel } = originOf(key);
  const scan = scans.find(entry => entry.id === id);
  const entry = scan ?? steps.find(step => step.id === id);
  const label = entry?.label ?? (scan ? nameOf(scan.path) : id);
  return channel === null ? label : `${label}:${channel}`;
}

/**
 * A sentence about an item with labels in the place of `{0}`, `{1}`, …
 * @param inputs labels of what its step worked on; a step that works on each alone speaks of the item's own.
 */
export function labelled(
  sentence: string,
  key: ItemKey,
  inputs: readonly string[],
  label: (key: ItemKey) => string
): string {
  const own = inputKeyOf(key);
  return withLabels(
    sentence,
    own === null ? inputs : Array.from({ length: Math.max(1, inputs.length) }, () => label(own))
  );
}

/** `279517` of `scans/279517.nxs`, without folder and ending. */
export function nameOf(path: string): string {
  const name = path.split('/').pop() ?? path;
  return name.replace(/(.)\.[^.]*$/, '$1');
}
