import { refProblem, type KnownIds } from './checks.js';
import { pathChange } from './edits/paths.js';
import { idsIn } from './refs.js';
import { withTickChange } from './tickchange.js';
import type { AnalysisDocument, Id, ItemKey, Ref, ScanEntry, View } from './types.js';
import { holdsSameWork, isSameWork, lookOf, workInView } from './work.js';

/** A document in the undo or redo history. */
export interface HistoryEntry {
  readonly document: AnalysisDocument;
  /** The edit between it and the present, such as "Move cut". */
  readonly label: string;
  /**
   * Ticks right after leaving this document: undo reverts the change of ticks by the edit, and no
   * others.
   */
  readonly ticked: readonly Ref[];
}

/** A document with its undo and redo history; never changed in place. */
export interface History {
  readonly document: AnalysisDocument;
  /** Oldest first. */
  readonly past: readonly HistoryEntry[];
  /** The next one last. */
  readonly future: readonly HistoryEntry[];
  /** Key of the last edit while further edits with this key are merged into it. */
  readonly merge: string | null;
  /** While there is such a key: the redo history before its first edit. */
  readonly undone: readonly HistoryEntry[];
}

export interface Edit {
  /** Label of the edit for a menu. */
  readonly label: string;
  /** Consecutive edits with the same key are merged, such as those of a drag. */
  readonly merge?: string;
}

/**
 * Most entries. Documents share their unchanged parts, so that an entry costs a list of steps or
 * scans: at most 40 kB in an analysis of 5 000 scans, and 8 MB in total.
 */
export const maxHistory = 200;

/** The history of a newly opened document. */
export function startHistory(document: AnalysisDocument): History {
  return { document, past: [], future: [], merge: null, undone: [] };
}

/**
 * The history after an edit. An edit of the view alone (zoom, selection, active row, ticks,
 * colours) makes no entry and does not clear the redo history. Known energies are the user's work
 * although they are in the view.
 */
export function commit(history: History, document: AnalysisDocument, edit: Edit): History {
  const { past } = history;
  if (isSameWork(document, history.document)) {
    return document === history.document ? history : { ...history, document };
  }
  const merge = edit.merge ?? null;
  const isMerged = merge !== null && merge === history.merge && past.length > 0;
  const { view } = document;
  const entry = { document: history.document, label: edit.label, ticked: view.shown };
  return {
    document,
    past: isMerged ? mergedTicks(history, view.shown) : [...past, entry].slice(-maxHistory),
    future: [],
    merge,
    undone: isMerged ? history.undone : merge === null ? [] : history.future
  };
}

/** The entries after an edit that is merged into the last: it may change ticks too. */
function mergedTicks({ past, document }: History, shown: readonly Ref[]): readonly HistoryEntry[] {
  const last = past[past.length - 1];
  const ticked = withTickChange(last.ticked, document.view.shown, shown);
  return ticked === last.ticked ? past : [...past.slice(0, -1), { ...last, ticked }];
}

/**
 * The history after the document's file changed on disk: one entry, or none if the work in the file
 * is the same and at most its view differs.
 */
export function commitFromDisk(history: History, document: AnalysisDocument): History {
  const { scans, steps, view } = history.document;
  const looked = { ...lookOf(document.view), ...workInView(view) };
  return holdsSameWork(document, history.document)
    ? { ...history, document: { ...document, scans, steps, view: looked } }
    : commit(history, document, { label: 'Change on disk' });
}

/** End merging, as after a drag: a later edit is separate, also with the same key. */
export function endMerge(history: History): History {
  return history.merge === null ? history : { ...history, merge: null, undone: [] };
}

/**
 * The history without the merged edits of a key, as for a cancelled drag; undo and redo history are
 * restored. Returns the same history if the last edit had another key.
 */
export function abandon(history: History, merge: string): History {
  const entry = history.past.at(-1);
  return entry && history.merge === merge
    ? {
        document: returned(entry, history.document),
        past: history.past.slice(0, -1),
        future: history.undone,
        merge: null,
        undone: []
      }
    : history;
}

/** Undo one edit; the same history if there is none. */
export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (!entry) {
    return history;
  }
  const document = returned(entry, history.document);
  return {
    document,
    past: history.past.slice(0, -1),
    future: [...history.future, returnEntry(history, entry, document)],
    merge: null,
    undone: []
  };
}

/** Redo one edit; the same history if there is none. */
export function redo(history: History): History {
  const entry = history.future.at(-1);
  if (!entry) {
    return history;
  }
  const document = returned(entry, history.document);
  return {
    document,
    past: [...history.past, returnEntry(history, entry, document)],
    future: history.future.slice(0, -1),
    merge: null,
    undone: []
  };
}

/** The entry for returning from the document that is restored. */
function returnEntry(
  { document }: History,
  { label }: HistoryEntry,
  { view }: AnalysisDocument
): HistoryEntry {
  return { document, label, ticked: view.shown };
}

/** Number of edits that can be undone and redone. */
export function counts({ past, future }: History): { undo: number; redo: number } {
  return { undo: past.length, redo: future.length };
}

/** Labels of the edits to undo and redo; null if there is none. */
export function labels({ past, future }: History): { undo: string | null; redo: string | null } {
  return { undo: past.at(-1)?.label ?? null, redo: future.at(-1)?.label ?? null };
}

/**
 * The history after files were renamed: all its documents get the new paths. It makes no entry, as
 * a rename is not an edit of the analysis.
 * @param pathOf the new path of a scan.
 */
export function renameInHistory(history: History, pathOf: (scan: ScanEntry) => string): History {
  const change = pathChange(pathOf);
  const entries = (list: readonly HistoryEntry[]) =>
    list.map(entry => ({ ...entry, document: change(entry.document) }));
  return {
    ...history,
    document: change(history.document),
    past: entries(history.past),
    future: entries(history.future),
    undone: entries(history.undone)
  };
}

/**
 * The document of an entry with the present view. Refs to what it does not have are removed; ticks
 * changed by the edit itself, and those of rows missing at present, are restored.
 */
function returned({ document, ticked }: HistoryEntry, present: AnalysisDocument): AnalysisDocument {
  const known = knownIn(document);
  const before = knownIn(present);
  const exists = (ref: Ref) => refProblem(ref, known) === null;
  const isBack = ({ id }: Ref) => !before.scans.has(id) && !before.steps.has(id) && id !== 'scans';
  const { shown, selected, active, colors } = document.view;
  const back = selected.filter(isBack);
  const left = present.view.selected.filter(exists);
  const isAnyGone = left.length < present.view.selected.length;
  const stays = present.view.active && exists(present.view.active) ? present.view.active : null;
  const view: View = {
    ...lookOf(present.view),
    ...workInView(document.view),
    shown: withTickChange(present.view.shown, ticked, shown).filter(exists),
    // the selection at the time of the edit is restored if it selected something new
    selected: back.length > 0 ? back : isAnyGone && left.length === 0 ? selected : left,
    active: active && isBack(active) ? active : (stays ?? active),
    ...colorsOf({ ...colors, ...present.view.colors }, known)
  };
  return { ...document, view };
}

/** Colours of existing rows: another row may get the id of one that was removed. */
function colorsOf(
  colors: NonNullable<View['colors']>,
  { scans, steps }: KnownIds
): Pick<View, 'colors'> {
  const exists = (key: ItemKey) => idsIn(key).every(id => scans.has(id) || steps.has(id));
  const present = Object.entries(colors).filter(([key]) => exists(key));
  return present.length > 0 ? { colors: Object.fromEntries(present) } : {};
}

function knownIn({ scans, steps }: AnalysisDocument) {
  const ids = (list: readonly { id: Id }[]) => new Set(list.map(({ id }) => id));
  return { scans: ids(scans), steps: ids(steps) };
}
