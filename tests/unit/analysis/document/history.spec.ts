import fc from 'fast-check';
import {
  abandon,
  addScans,
  addStep,
  commit,
  commitFromDisk,
  counts,
  emptyDocument,
  endMerge,
  holdsSameWork,
  isSameWork,
  labels,
  loneScanDocument,
  maxHistory,
  addFirstCuts,
  readDocument,
  redo,
  remove,
  rename,
  renameInHistory,
  setActive,
  setLines,
  setMapView,
  setSelected,
  setShown,
  setStep,
  startHistory,
  undo,
  writeDocument,
  type AnalysisDocument,
  type History
} from '../../../../src/analysis/document/index';
import { afterRename } from '../../../../src/analysis/rename';
import { documents } from './arbitrary';
import { anyEdit, type AnyEdit } from './edited';

const start = addStep(loneScanDocument('a.nxs'), { id: 'cut', step: 'cut' }).document;

/** A history after edits, each a separate entry. */
function after(history: History, ...edits: AnyEdit[]): History {
  return edits.reduce(
    (before, edit, i) => commit(before, edit(before.document), { label: `edit ${i + 1}` }),
    history
  );
}

const to =
  (at: number): AnyEdit =>
  document =>
    setStep(document, 'cut', { at });
const atOf = ({ document }: History) => document.steps[0].parameters.at;
const zoom = (n: number) => ({ incident: [n, n + 1], emission: [n, n + 1] }) as const;

describe('a history', () => {
  it('goes back and forward, and names each edit', () => {
    const history = after(startHistory(start), to(1), to(2));
    expect(counts(history)).toEqual({ undo: 2, redo: 0 });
    expect(labels(history)).toEqual({ undo: 'edit 2', redo: null });
    const back = undo(undo(history));
    expect(back.document).toEqual(start);
    expect(counts(back)).toEqual({ undo: 0, redo: 2 });
    expect(labels(back)).toEqual({ undo: null, redo: 'edit 1' });
    expect(undo(back)).toBe(back);
    expect(redo(redo(back)).document).toEqual(history.document);
    expect(redo(history)).toBe(history);
  });

  it('cannot redo what another edit replaced', () => {
    const history = after(undo(after(startHistory(start), to(1), to(2))), to(3));
    expect(counts(history)).toEqual({ undo: 2, redo: 0 });
    expect(atOf(undo(history))).toBe(1);
  });

  it('has no entry if nothing changed', () => {
    const history = after(startHistory(start), to(1));
    expect(commit(history, history.document, { label: 'none' })).toBe(history);
  });

  it('holds a bounded number of entries, the latest', () => {
    const edits = Array.from({ length: maxHistory + 5 }, (_, i) => to(i));
    let history = after(startHistory(start), ...edits);
    expect(counts(history)).toEqual({ undo: maxHistory, redo: 0 });
    for (let i = 0; i < maxHistory; i++) {
      history = undo(history);
    }
    expect(atOf(history)).toBe(4);
    expect(counts(history)).toEqual({ undo: 0, redo: maxHistory });
  });
});

describe('a drag', () => {
  const drag = (history: History, at: number, merge = 'move cut') =>
    commit(history, to(at)(history.document), { label: 'Move cut', merge });

  it('is one entry', () => {
    const history = drag(drag(drag(after(startHistory(start), to(0)), 1), 2), 3);
    expect(counts(history)).toEqual({ undo: 2, redo: 0 });
    expect(atOf(undo(history))).toBe(0);
    expect(atOf(redo(undo(history)))).toBe(3);
  });

  it('ends when it is released, when another edit follows, and when it is undone', () => {
    const once = drag(startHistory(start), 1);
    expect(counts(drag(endMerge(once), 2)).undo).toBe(2);
    expect(counts(drag(once, 2, 'move other')).undo).toBe(2);
    expect(counts(drag(after(once, to(2)), 3)).undo).toBe(3);
    expect(counts(drag(redo(undo(once)), 2)).undo).toBe(2);
    expect(counts(drag(undo(once), 2))).toEqual({ undo: 1, redo: 0 });
    const idle = startHistory(start);
    expect(endMerge(idle)).toBe(idle);
  });

  it('that is cancelled leaves no trace: undo and redo are as before', () => {
    const before = undo(after(startHistory(start), to(0), to(1)));
    const abandoned = abandon(drag(drag(before, 2), 3), 'move cut');
    expect([atOf(abandoned), counts(abandoned)]).toEqual([0, { undo: 1, redo: 1 }]);
    expect([atOf(undo(abandoned)), atOf(redo(abandoned))]).toEqual([atOf(startHistory(start)), 1]);
    const looked = after(drag(before, 2), document => setMapView(document, { zoom: zoom(1) }));
    expect(abandon(looked, 'move cut').document.view.map.zoom).toEqual(zoom(1));
  });

  it('is cancelled only while it is the last edit, and by its key', () => {
    const once = drag(startHistory(start), 1);
    for (const history of [endMerge(once), undo(once), after(once, to(2)), startHistory(start)]) {
      expect(abandon(history, 'move cut')).toBe(history);
    }
    expect(abandon(once, 'move other')).toBe(once);
  });

  it('continues while the view changes', () => {
    const looked = after(drag(startHistory(start), 1), document => setActive(document, 'cut'));
    expect(counts(drag(looked, 2)).undo).toBe(1);
  });
});

describe('the view of a document', () => {
  it('makes no entry, and preserves redo', () => {
    const looked = after(
      undo(after(startHistory(start), to(1))),
      document => setMapView(document, { zoom: zoom(1) }),
      document => setActive(document, 'cut'),
      document => setShown(document, [])
    );
    expect(counts(looked)).toEqual({ undo: 0, redo: 1 });
    expect(redo(looked).document.view).toEqual(looked.document.view);
    expect(atOf(redo(looked))).toBe(1);
  });

  it('stays when an edit is undone', () => {
    const look: AnyEdit = document =>
      setShown(setMapView(document, { zoom: zoom(2), colorMap: 'magma' }), ['cut']);
    const history = undo(after(startHistory(start), to(1), look));
    expect(history.document.steps).toEqual(start.steps);
    expect(history.document.view).toMatchObject({
      map: { zoom: zoom(2), colorMap: 'magma' },
      shown: [{ id: 'cut' }]
    });
  });

  it('loses what no longer exists, and recovers what is restored', () => {
    const add: AnyEdit = document => addStep(document, { id: 'map', step: 'map' }).document;
    const look: AnyEdit = document => setActive(setShown(document, ['s1', 'map']), 'map');
    const history = after(startHistory(start), add, look);
    const back = undo(history);
    expect(back.document.view).toMatchObject({ shown: [{ id: 's1' }], active: { id: 's1' } });
    const again = redo(back).document.view;
    expect([again.shown, again.active]).toEqual([[{ id: 's1' }, { id: 'map' }], { id: 'map' }]);
    const removed = after(history, document => remove(document, ['map']));
    expect(removed.document.view.shown).toEqual([{ id: 's1' }]);
    expect(undo(removed).document.view.shown).toEqual([{ id: 's1' }, { id: 'map' }]);
  });

  it('recovers the ticks that the edits of a drag changed, and no others', () => {
    const more = setShown(addScans(start, ['b.nxs', 'c.nxs']).document, ['s1', 's2']);
    const drag = (history: History, at: number, shown: string[]) =>
      commit(history, setShown(to(at)(history.document), shown), { label: 'Move', merge: 'move' });
    const dragged = drag(drag(startHistory(more), 1, ['s1', 'cut']), 2, ['cut']);
    const ticks = ({ document }: History) => document.view.shown.map(({ id }) => id);
    for (const back of [undo(dragged), abandon(dragged, 'move')]) {
      expect(ticks(back)).toEqual(['s1', 's2']);
    }
    const looked = after(dragged, document => setShown(document, ['cut', 's3']));
    expect(ticks(undo(looked))).toEqual(['s3', 's1', 's2']);
    expect(ticks(redo(undo(looked)))).toEqual(['cut', 's3']);
  });

  it('recovers the selection of restored items', () => {
    const add: AnyEdit = document =>
      setSelected(addStep(document, { id: 'map', step: 'map' }).document, ['map']);
    const history = after(startHistory(start), add);
    const back = after(undo(history), document => setSelected(document, ['s1']));
    expect(back.document.view.selected).toEqual([{ id: 's1' }]);
    expect(redo(back).document.view.selected).toEqual([{ id: 'map' }]);
  });

  it('does not hide that the user has edited the default cuts', () => {
    const own: AnyEdit = document => addFirstCuts(document, []).document;
    const history = after(startHistory(start), own);
    expect(counts(history).undo).toBe(1);
    expect(undo(history).document.view.firstCuts).toBe('auto');
    expect(redo(undo(history)).document.view.firstCuts).toBe('own');
  });
});

describe('a rename of a file', () => {
  it('applies to every entry, and is none itself', () => {
    const history = undo(after(startHistory(start), to(1), to(2)));
    const rename = { from: 'a.nxs', to: 'b.nxs' };
    const moved = renameInHistory(history, ({ path }) => afterRename(path, rename));
    expect(counts(moved)).toEqual(counts(history));
    for (const state of [undo(moved), moved, redo(moved)]) {
      expect(state.document.scans).toEqual([{ id: 's1', path: 'b.nxs' }]);
    }
    expect(atOf(redo(moved))).toBe(2);
  });

  it('is stored once for all entries that share it', () => {
    const more: AnyEdit = document => addScans(document, ['x.nxs']).document;
    const history = after(startHistory(start), to(1), more, to(2));
    const moved = renameInHistory(history, ({ path }) => `sub/${path}`);
    const back = undo(moved);
    expect(back.document.scans).toBe(moved.document.scans);
    expect(undo(back).document.scans).not.toBe(moved.document.scans);
    expect(undo(back).document.scans[0]).toBe(moved.document.scans[0]);
    const same = renameInHistory(history, ({ path }) => path);
    expect(same.document).toBe(history.document);
  });
});

describe('a change on disk', () => {
  const line = { name: 'Zn Kβ1,3', energy: 9572, source: 'a table' };
  const history = after(startHistory(start), to(1), document => setLines(document, [line]));
  const again = () => readDocument(writeDocument(history.document));

  it('is one entry that can be undone', () => {
    const other = addScans(rename(again(), 'cut', 'Other'), ['b.nxs']).document;
    const after1 = commitFromDisk(history, other);
    expect(after1.document).toEqual(other);
    expect(labels(after1).undo).toBe('Change on disk');
    expect(undo(after1).document.steps).toEqual(history.document.steps);
    expect(counts(undo(undo(undo(after1))))).toEqual({ undo: 0, redo: 3 });
  });

  it('is no entry if it equals what was saved, at most with another view', () => {
    const same = commitFromDisk(history, again());
    expect(counts(same)).toEqual({ undo: 2, redo: 0 });
    expect(isSameWork(same.document, history.document)).toBe(true);
    expect(isSameWork(again(), history.document)).toBe(false);
    expect(holdsSameWork(again(), history.document)).toBe(true);
    expect(holdsSameWork(rename(again(), 's1', 'a'), history.document)).toBe(false);
    const looked = setMapView(again(), { scale: 'log' });
    expect(counts(commitFromDisk(history, looked))).toEqual({ undo: 2, redo: 0 });
    expect(commitFromDisk(history, looked).document).toEqual(looked);
  });
});

/** The content of a document without its view. */
const workOf = ({ view, ...work }: AnalysisDocument) => ({ ...work, firstCuts: view.firstCuts });

describe('any sequence of edits', () => {
  const first = fc.oneof(documents, fc.constant(emptyDocument()), fc.constant(start));
  const edits = fc.array(anyEdit, { maxLength: 30 });

  it('returns documents that can be saved and read, with unique ids', () => {
    fc.assert(
      fc.property(first, edits, (document, list) => {
        for (const edit of list) {
          const before = writeDocument(document);
          const next = edit(document);
          expect(writeDocument(document)).toBe(before); // not changed in place
          expect(readDocument(writeDocument(next))).toEqual(next);
          const ids = [...next.scans, ...next.steps].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          document = next;
        }
      })
    );
  });

  it('is completely undone and redone', () => {
    fc.assert(
      fc.property(first, edits, (document, list) => {
        const history = after(startHistory(document), ...list);
        const { undo: count } = counts(history);
        let state = history;
        for (let i = 0; i < count; i++) {
          state = undo(state);
          expect(readDocument(writeDocument(state.document))).toEqual(state.document);
        }
        expect(workOf(state.document)).toEqual(workOf(document));
        expect(counts(state)).toEqual({ undo: 0, redo: count });
        for (let i = 0; i < count; i++) {
          state = redo(state);
        }
        expect(workOf(state.document)).toEqual(workOf(history.document));
      })
    );
  });
});
