import { reorder, type AnalysisDocument, type Id } from '../../analysis/document/index.js';

/** The position an entry would move to among those of its kind, or why it can't. */
export type Move = { readonly before: Id | null } | { readonly refusal: string };

/**
 * The move of a scan or step before another, null for the end; refused just as the edit would be.
 */
export function moveTo(document: AnalysisDocument, id: Id, before: Id | null): Move {
  try {
    reorder(document, id, before);
    return { before };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

/** The move by one place up or down; null if it is the first or the last. */
export function moveBy(document: AnalysisDocument, id: Id, by: -1 | 1): Move | null {
  const list = siblings(document, id);
  const index = list.indexOf(id);
  const next = index + by;
  if (index < 0 || next < 0 || next >= list.length) {
    return null;
  }
  return moveTo(document, id, list[by < 0 ? next : next + 1] ?? null);
}

/** The move of an entry dropped on the upper or lower half of another. */
export function dropMove(document: AnalysisDocument, id: Id, target: Id, isLower: boolean): Move {
  const list = siblings(document, id);
  const index = list.indexOf(target);
  if (index < 0) {
    return { refusal: 'Scans can be moved among scans, and steps among steps.' };
  }
  return moveTo(document, id, isLower ? (list[index + 1] ?? null) : target);
}

function siblings({ scans, steps }: AnalysisDocument, id: Id): Id[] {
  const list = scans.some(scan => scan.id === id) ? scans : steps;
  return list.map(entry => entry.id);
}
