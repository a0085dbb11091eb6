import { withLabels } from '../analysis/steps/labels.js';
import { inputKeyOf, originOf } from '../analysis/evaluate/index.js';
import {
  scanOf,
  stepOf,
  type AnalysisDocument,
  type ItemKey,
  type Ref,
  type ScanEntry,
  type StepEntry
} from '../analysis/document/index.js';

/** What a list calls a scan. */
export function scanTitle({ label, path }: ScanEntry): string {
  return label ?? nameOf(path);
}

/** What a list calls a step: `background 2` of the id `background-2`, where it has no label. */
export function stepTitle({ label, id }: StepEntry): string {
  return label ?? id.replace(/-(\d+)$/, ' $1');
}

/**
 * What a legend calls an item of a Ref: a scan with its arm where that is named; a step, with what the item was made of
 * where the step has several items, and with the output where it is not the main one.
 */
export function shownLabel(
  document: AnalysisDocument,
  { id, channel, output }: Ref,
  key: ItemKey,
  isSole: boolean
): string {
  const step = stepOf(document, id);
  if (!step) {
    const scan = scanOf(document, id);
    return [scan ? scanTitle(scan) : id, ...(channel === undefined ? [] : [channel])].join(' ');
  }
  const origin = isSole || inputKeyOf(key) === null ? [] : [labelOf(document, key)];
  return [[stepTitle(step), ...origin].join(' · '), ...(output === undefined ? [] : [output])].join(
    ' '
  );
}

/** The label of an item: that of the scan, or the combining step, that it comes from. */
export function labelOf(document: AnalysisDocument, key: ItemKey): string {
  const { id, channel } = originOf(key);
  const scan = scanOf(document, id);
  const entry = scan ?? stepOf(document, id);
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
