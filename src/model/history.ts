import type { AnalysisDocument } from '../analysis/document/index.js';

/** What can be undone and redone, the newest last. */
export interface History {
  readonly past: readonly AnalysisDocument[];
  readonly future: readonly AnalysisDocument[];
  /** Changes of this name go on with the last entry; null where none does. */
  readonly merge: string | null;
}

export const emptyHistory: History = { past: [], future: [], merge: null };

/** Most entries: older ones are forgotten. */
const most = 200;

/** A document was changed. @param merge changes of one name, one after another, are one entry. */
export function recorded(
  { past, merge: last }: History,
  before: AnalysisDocument,
  merge: string | null = null
): History {
  const isOn = merge !== null && merge === last;
  return { past: isOn ? past : [...past, before].slice(-most), future: [], merge };
}

/** What comes next makes an entry of its own. */
export function rested(history: History): History {
  return history.merge === null ? history : { ...history, merge: null };
}

/** One step back, or null where there is none. What is looked at stays as it is. */
export function undone({ past, future }: History, present: AnalysisDocument) {
  const document = past[past.length - 1];
  return document === undefined
    ? null
    : {
        document: lookedAtLike(document, present),
        history: { past: past.slice(0, -1), future: [...future, present], merge: null }
      };
}

/** One step forward, or null where there is none. */
export function redone({ past, future }: History, present: AnalysisDocument) {
  const document = future[future.length - 1];
  return document === undefined
    ? null
    : {
        document: lookedAtLike(document, present),
        history: { past: [...past, present], future: future.slice(0, -1), merge: null }
      };
}

/** Change every entry, as after a rename. */
export function rewritten(
  { past, future, merge }: History,
  change: (document: AnalysisDocument) => AnalysisDocument
): History {
  return { past: past.map(change), future: future.map(change), merge };
}

/** Zoom, selection and active row are no part of the history. */
function lookedAtLike(document: AnalysisDocument, present: AnalysisDocument): AnalysisDocument {
  const { view } = document;
  const ids = new Set([...document.scans, ...document.steps].map(({ id }) => id));
  const now = present.view;
  const isThere = now.active !== null && ids.has(now.active.id);
  return {
    ...document,
    view: {
      ...view,
      active: isThere ? now.active : view.active,
      selected: now.selected.filter(({ id }) => ids.has(id)),
      map: { ...view.map, zoom: isThere ? now.map.zoom : view.map.zoom }
    }
  };
}
