import { refProblem, type Known } from './checks.js';
import { pathChange } from './edits/paths.js';
import { idsIn } from './refs.js';
import { withTickChange } from './tickchange.js';
import type { AnalysisDocument, Id, ItemKey, Ref, ScanEntry, View } from './types.js';
import { holdsSameWork, isSameWork, lookOf, workInView } from './work.js';

/** A document that can be gone back or forward to. */
export interface HistoryEntry {
  readonly document: AnalysisDocument;
  /** The edit between it and the present, such as "Move cut". */
  readonly label: string;
  /** What was ticked right after going from this document: going back changes ticks by what that did, and no others. */
  readonly ticked: readonly Ref[];
}

/** A document with what it was before, and will be again; never changed in place. */
export interface History {
  readonly document: AnalysisDocument;
  /** Oldest first. */
  readonly past: readonly HistoryEntry[];
  /** The next last. */
  readonly future: readonly HistoryEntry[];
  /** Key of the last edit, while another of the same key is one with it. */
  readonly merge: string | null;
  /** While there is such a key: what could be redone before its first edit. */
  readonly undone: readonly HistoryEntry[];
}

export interface Edit {
  /** What was done, as a menu says it. */
  readonly label: string;
  /** Edits that follow each other with the same key are one: those of a drag. */
  readonly merge?: string;
}

/**
 * Most entries. Documents share what an edit leaves alone, so that an entry costs a list of steps or scans: at most 40
 * kB where an analysis has 5 000 scans, and 8 MB for all.
 */
export const mostEntries = 200;

/** The history of a document that was opened. */
export function startHistory(document: AnalysisDocument): History {
  return { document, past: [], future: [], merge: null, undone: [] };
}

/**
 * The history after an edit. One of the view alone (zoom, selection, active row, ticks, colours) makes no entry, and
 * leaves what can be redone. Known energies that are drawn are a person's work, though they are in the view.
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
    past: isMerged ? mergedTicks(history, view.shown) : [...past, entry].slice(-mostEntries),
    future: [],
    merge,
    undone: isMerged ? history.undone : merge === null ? [] : history.future
  };
}

/** The entries where one more edit is one with the last: it may change ticks too. */
function mergedTicks({ past, document }: History, shown: readonly Ref[]): readonly HistoryEntry[] {
  const last = past[past.length - 1];
  const ticked = withTickChange(last.ticked, document.view.shown, shown);
  return ticked === last.ticked ? past : [...past.slice(0, -1), { ...last, ticked }];
}

/**
 * The history after the document's file was changed by others: one entry, or none where the file holds the same work,
 * looked at otherwise at most.
 */
export function commitFromDisk(history: History, document: AnalysisDocument): History {
  const { scans, steps, view } = history.document;
  const looked = { ...lookOf(document.view), ...workInView(view) };
  return holdsSameWork(document, history.document)
    ? { ...history, document: { ...document, scans, steps, view: looked } }
    : commit(history, document, { label: 'Change on disk' });
}

/** A later edit is another one, also with the same key: a drag has ended. */
export function endMerge(history: History): History {
  return history.merge === null ? history : { ...history, merge: null, undone: [] };
}

/**
 * The history without the edits of a key that are still merged: a drag was given up. What could be undone and redone
 * before it can be again. The same where the last edit had another key.
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

/** One edit back; the same where there is none. */
export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (!entry) {
    return history;
  }
  const document = returned(entry, history.document);
  return {
    document,
    past: history.past.slice(0, -1),
    future: [...history.future, wayBack(history, entry, document)],
    merge: null,
    undone: []
  };
}

/** One edit forward again; the same where there is none. */
export function redo(history: History): History {
  const entry = history.future.at(-1);
  if (!entry) {
    return history;
  }
  const document = returned(entry, history.document);
  return {
    document,
    past: [...history.past, wayBack(history, entry, document)],
    future: history.future.slice(0, -1),
    merge: null,
    undone: []
  };
}

/** The entry by which one comes back from a document that was gone to. */
function wayBack(
  { document }: History,
  { label }: HistoryEntry,
  { view }: AnalysisDocument
): HistoryEntry {
  return { document, label, ticked: view.shown };
}

/** How many edits can be undone and redone. */
export function counts({ past, future }: History): { undo: number; redo: number } {
  return { undo: past.length, redo: future.length };
}

/** What would be undone and redone; null where nothing would. */
export function labels({ past, future }: History): { undo: string | null; redo: string | null } {
  return { undo: past.at(-1)?.label ?? null, redo: future.at(-1)?.label ?? null };
}

/**
 * The history after files were renamed: every document of it has their new paths. No entry is made, for a rename is no
 * work on the analysis.
 * @param pathOf the path that a document shall have for a scan.
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
 * The document of an entry, looked at as the present one is. Refs to what it does not have are left out; what the edit
 * itself ticked or unticked is as it was, and so is what the present one has not.
 */
function returned({ document, ticked }: HistoryEntry, present: AnalysisDocument): AnalysisDocument {
  const known = knownIn(document);
  const before = knownIn(present);
  const isThere = (ref: Ref) => refProblem(ref, known) === null;
  const isBack = ({ id }: Ref) => !before.scans.has(id) && !before.steps.has(id) && id !== 'scans';
  const { shown, selected, active, colors } = document.view;
  const back = selected.filter(isBack);
  const left = present.view.selected.filter(isThere);
  const isAnyGone = left.length < present.view.selected.length;
  const stays = present.view.active && isThere(present.view.active) ? present.view.active : null;
  const view: View = {
    ...lookOf(present.view),
    ...workInView(document.view),
    shown: withTickChange(present.view.shown, ticked, shown).filter(isThere),
    // what was selected when an edit was made is selected again where that selected something new
    selected: back.length > 0 ? back : isAnyGone && left.length === 0 ? selected : left,
    active: active && isBack(active) ? active : (stays ?? active),
    ...colorsOf({ ...colors, ...present.view.colors }, known)
  };
  return { ...document, view };
}

/** The colours of what is there: another row may get the id of one that is not. */
function colorsOf(
  colors: NonNullable<View['colors']>,
  { scans, steps }: Known
): Pick<View, 'colors'> {
  const isThere = (key: ItemKey) => idsIn(key).every(id => scans.has(id) || steps.has(id));
  const there = Object.entries(colors).filter(([key]) => isThere(key));
  return there.length > 0 ? { colors: Object.fromEntries(there) } : {};
}

function knownIn({ scans, steps }: AnalysisDocument) {
  const ids = (list: readonly { id: Id }[]) => new Set(list.map(({ id }) => id));
  return { scans: ids(scans), steps: ids(steps) };
}
