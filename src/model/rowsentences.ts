import {
  scansId,
  type AnalysisDocument,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import { inputKeyOf, type Outcome } from '../analysis/evaluate/index.js';
import { withLabels } from '../analysis/steps/labels.js';
import { labelOf, scanTitle, stepTitle } from './labels.js';

/** A sentence about an item with labels in the place of `{0}`, `{1}`, …; only those that it names are looked up. */
export function aboutItem(
  document: AnalysisDocument,
  sentence: string,
  key: ItemKey,
  inputs: readonly ItemKey[]
): string {
  const own = inputKeyOf(key);
  const labels: string[] = [];
  for (const [, text] of sentence.matchAll(/\{(\d+)\}/g)) {
    const named = own ?? inputs.at(Number(text));
    if (named !== undefined) {
      labels[Number(text)] = labelOf(document, named);
    }
  }
  return withLabels(sentence, labels);
}

/** What keeps a step from being done, as a sentence. */
export function waitsFor(
  document: AnalysisDocument,
  { blockedBy = [] }: Pick<Outcome, 'blockedBy'>
): string {
  const names = blockedBy.map(ref => nameOf(document, ref));
  return names.length > 0 ? `Waits for ${names.join(', ')}.` : 'Waits for what it works on.';
}

function nameOf({ scans, steps }: AnalysisDocument, { id }: Ref): string {
  const scan = scans.find(entry => entry.id === id);
  if (scan) {
    return `“${scanTitle(scan)}”, which could not be read`;
  }
  const step = steps.find(entry => entry.id === id);
  if (step) {
    return `“${stepTitle(step)}”, which ${step.off ? 'is switched off' : 'failed'}`;
  }
  return id === scansId ? 'the scans' : `“${id}”`;
}
