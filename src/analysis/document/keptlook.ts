import { readDocument } from './read.js';
import type { AnalysisDocument } from './types.js';
import { lookOf, workInView } from './work.js';

type Look = Record<string, unknown>;

/**
 * A document read from a file, with the present view as far as its rows still exist. Parts of the
 * view that were changed in the file itself are taken from the file, as that change was intended.
 * @param before the previous contents of the file; null if not known.
 */
export function withKeptLook(
  document: AnalysisDocument,
  before: AnalysisDocument | null,
  shown: AnalysisDocument
): AnalysisDocument {
  if (!before) {
    return document;
  }
  const [fileLook, old, shownLook]: Look[] = [document, before, shown].map(({ view }) =>
    lookOf(view)
  );
  const names = new Set([...Object.keys(fileLook), ...Object.keys(shownLook)]);
  const merged = [...names].map(name => {
    const isAsBefore = JSON.stringify(fileLook[name]) === JSON.stringify(old[name]);
    return [name, isAsBefore ? shownLook[name] : fileLook[name]] as const;
  });
  const view = { ...Object.fromEntries(merged), ...workInView(document.view) };
  // refs to missing rows are removed as on reading a file
  return { ...document, view: readDocument(JSON.stringify({ ...document, view })).view };
}
