import {
  idOf,
  scansId,
  stepOf,
  type AnalysisDocument,
  type Id,
  type Ref
} from '../analysis/document/index.js';
import { titleOf } from '../analysis/titles.js';

/** What a step waits for, as a sentence. @param refs inputs without a result. */
export function waitsFor(document: AnalysisDocument, refs: readonly (Id | Ref)[]): string {
  const names = refs.map(ref => nameOf(document, idOf(ref)));
  return `Waits for ${names.join(', ')}.`;
}

function nameOf(document: AnalysisDocument, id: Id): string {
  const title = titleOf(document, id);
  if (title === null) {
    return id === scansId ? 'the scans' : `“${id}”`;
  }
  const step = stepOf(document, id);
  const why = !step ? 'could not be read' : step.off ? 'is switched off' : 'gives nothing';
  return `“${title}”, which ${why}`;
}
