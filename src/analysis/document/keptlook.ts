import { readDocument } from './read.js';
import type { AnalysisDocument } from './types.js';
import { lookOf, workInView } from './work.js';

type Look = Record<string, unknown>;

/**
 * A document that comes from a file, looked at as the one that is shown, as far as what that names is there. What the
 * file itself looks at otherwise than it did before is as the file has it: who wrote that meant it.
 * @param before what the file held; null where that is not known.
 */
export function withKeptLook(
  document: AnalysisDocument,
  before: AnalysisDocument | null,
  shown: AnalysisDocument
): AnalysisDocument {
  if (!before) {
    return document;
  }
  const [theirs, old, mine]: Look[] = [document, before, shown].map(({ view }) => lookOf(view));
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const kept = [...names].map(name => {
    const isAsBefore = JSON.stringify(theirs[name]) === JSON.stringify(old[name]);
    return [name, isAsBefore ? mine[name] : theirs[name]] as const;
  });
  const view = { ...Object.fromEntries(kept), ...workInView(document.view) };
  // what is not there is left out as it is from a file
  return { ...document, view: readDocument(JSON.stringify({ ...document, view })).view };
}
