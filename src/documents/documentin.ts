import { readDocument, type AnalysisDocument } from '../analysis/document/index.js';

/** The document that a text holds; null where it holds none. */
export function documentIn(text: string | null): AnalysisDocument | null {
  try {
    return text === null ? null : readDocument(text);
  } catch {
    return null;
  }
}
