import {
  idOf,
  scanOf,
  scansId,
  stepOf,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import { inputKeyOf } from '../analysis/evaluate/index.js';
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

/** What keeps a step from being done, as a sentence. @param refs what it works on that gives nothing. */
export function waitsFor(document: AnalysisDocument, refs: readonly (Id | Ref)[]): string {
  const names = refs.map(ref => nameOf(document, idOf(ref)));
  return `Waits for ${names.join(', ')}.`;
}

function nameOf(document: AnalysisDocument, id: Id): string {
  const scan = scanOf(document, id);
  if (scan) {
    return `“${scanTitle(scan)}”, which could not be read`;
  }
  const step = stepOf(document, id);
  if (step) {
    return `“${stepTitle(step)}”, which ${step.off ? 'is switched off' : 'gives nothing'}`;
  }
  return id === scansId ? 'the scans' : `“${id}”`;
}
