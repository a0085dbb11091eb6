import { readDocument, type AnalysisDocument } from '../analysis/document/index.js';

/** The document in a text; null if there is none. */
export function documentIn(text: string | null): AnalysisDocument | null {
  try {
    return text === null ? null : readDocument(text);
  } catch {
    return null;
  }
}
