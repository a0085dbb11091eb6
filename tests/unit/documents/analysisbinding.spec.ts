/** @jest-environment jsdom */
import { readDocument, writeDocument } from '../../../src/analysis/document/index';
import { fixture } from '../analysis/document/schema';
import { documentOf } from '../model/support';
import { settle } from '../plots/fakeplotly';
import { Files } from './movedfiles';
import { Opened } from './opened';

async function opened(text: string): Promise<Opened> {
  const files = new Files();
  files.texts.set('a.xes.json', text);
  return new Opened(files, 'a.xes.json').open();
}

describe('a file of an earlier version', () => {
  it.each(['analysis-1', 'analysis-2', 'analysis-2-new', 'analysis-2-ids'])(
    'is opened unchanged, and converted to version 3 on the first edit: %s',
    async name => {
      const text = fixture(`${name}.xes.json`);
      const one = await opened(text);
      expect(one.model.document).toEqual(readDocument(text));
      one.binding.flush();
      expect([one.context.model.dirty, one.context.model.toString()]).toEqual([false, text]);
      await one.context.save();
      await settle();
      expect(one.text).toBe(text); // not even a manual save migrates it
      one.edit();
      expect(one.context.model.dirty).toBe(true);
      await one.context.save();
      await settle();
      expect(one.text).toBe(writeDocument(one.model.document));
      expect(JSON.parse(one.text)).toMatchObject({ version: 3 });
      expect(one.context.model.dirty).toBe(false);
      one.dispose();
    }
  );
});

describe('an external change of the text', () => {
  it('is one undoable change, and not unsaved work', async () => {
    const one = await opened(writeDocument(documentOf(['a.nxs'])));
    expect(one.model.history).toEqual({ undo: 0, redo: 0 });
    one.edit();
    one.binding.flush();
    one.context.model.dirty = false;
    one.context.model.sharedModel.setSource(writeDocument(documentOf(['a.nxs', 'b.nxs'])));
    one.context.model.dirty = false;
    expect(one.names).toEqual(['a.nxs', 'b.nxs']);
    expect(one.model.cuts).toEqual([]);
    expect(one.model.history).toEqual({ undo: 2, redo: 0 });
    expect(one.context.model.dirty).toBe(false);
    one.model.undo();
    expect([one.names, one.model.cuts.length]).toEqual([['a.nxs'], 1]);
    expect(one.context.model.dirty).toBe(true);
    one.binding.flush();
    expect(readDocument(one.context.model.toString())).toEqual(one.model.document);
    one.dispose();
  });

  it('is no change if only the formatting differs', async () => {
    const one = await opened(writeDocument(documentOf(['a.nxs'])));
    const { document } = one.model;
    one.context.model.sharedModel.setSource(JSON.stringify(document));
    expect(one.model.document).toEqual(document);
    expect(one.model.document.scans).toBe(document.scans);
    expect(one.model.history.undo).toBe(0);
    one.dispose();
  });

  it('that cannot be read is shown as such, never overwritten, and read once it is fixed', async () => {
    const one = await opened('{ "type": 1');
    expect(one.model.failure).toMatchObject({ code: 'analysis/invalid' });
    expect(() => one.edit()).toThrow(one.model.failure ?? undefined);
    one.binding.flush();
    expect(one.context.model.toString()).toBe('{ "type": 1');
    one.context.model.sharedModel.setSource(writeDocument(documentOf(['a.nxs'])));
    expect([one.model.failure, one.names]).toEqual([null, ['a.nxs']]);
    expect(one.model.history.undo).toBe(0); // there is nothing to undo
    one.dispose();
  });

  it('that is broken for a while leaves the document and its history, and is never overwritten', async () => {
    const one = await opened(writeDocument(documentOf(['a.nxs'])));
    one.edit();
    one.binding.flush();
    const right = one.context.model.toString();
    const { document } = one.model;
    one.edit(); // not in the text yet
    one.context.model.sharedModel.setSource('{ "type": 1');
    const { failure } = one.model;
    expect(failure).toMatchObject({ code: 'analysis/invalid' });
    expect([one.names, one.model.history]).toEqual([['a.nxs'], { undo: 2, redo: 0 }]);
    expect(() => one.model.undo()).toThrow(failure ?? undefined);
    one.files.rename('a.nxs', 'b.nxs');
    await one.context.save();
    await settle();
    expect([one.text, one.binding.isStale]).toEqual(['{ "type": 1', false]);
    one.files.rename('b.nxs', 'a.nxs');
    one.context.model.sharedModel.setSource(right);
    expect([one.model.failure, one.model.document]).toEqual([null, document]);
    expect(one.model.history).toEqual({ undo: 3, redo: 0 });
    expect([1, 2, 3].map(() => one.model.undo())).toEqual([true, true, true]);
    expect(one.model.document.steps).toEqual([]);
    one.edit();
    one.binding.flush();
    expect(readDocument(one.context.model.toString())).toEqual(one.model.document);
    one.dispose();
  });
});

describe('the view of an analysis', () => {
  const seen = ['a.nxs', 'b.nxs'];
  const looks: [string, (one: Opened) => unknown][] = [
    ['a row is selected and active', ({ model }) => model.select(['s2'], 's2')],
    ['a row is active', ({ model }) => model.setActive('s2')],
    ['rows are ticked', ({ model }) => model.show(['s1', 's2'])],
    [
      'a map is zoomed',
      ({ model }) => model.setView({ zoom: { incident: [1, 2], emission: [3, 4] } })
    ],
    ['a spectrum is zoomed', ({ model }) => model.setAxesView({ x: [9600, 9700], logY: true })]
  ];

  it.each(looks)('is not unsaved work, and is written with the next save: %s', async (_, look) => {
    const one = await opened(writeDocument(documentOf(seen)));
    const before = one.text;
    look(one);
    const { view } = one.model.document;
    expect(view).not.toEqual(readDocument(before).view);
    one.binding.flush();
    expect([one.context.model.dirty, one.model.history.undo]).toEqual([false, 0]);
    await one.context.save();
    await settle();
    expect(readDocument(one.text).view).toEqual(view);
    expect(one.context.model.dirty).toBe(false);
    one.dispose();
  });

  it('is written with pending edits, also if chosen after them', async () => {
    const one = await opened(writeDocument(documentOf(seen)));
    one.edit();
    one.binding.flush();
    one.model.setActive('s2');
    expect(one.context.model.dirty).toBe(true);
    one.binding.flush();
    expect(readDocument(one.context.model.toString())).toEqual(one.model.document);
    one.dispose();
  });

  it('is replaced by an external change, and no conflict with it', async () => {
    const one = await opened(writeDocument(documentOf(seen)));
    one.model.setActive('s2');
    const other = writeDocument(documentOf([...seen, 'c.nxs']));
    one.context.model.sharedModel.setSource(other);
    one.context.model.dirty = false;
    one.binding.flush();
    expect(one.names).toEqual([...seen, 'c.nxs']);
    expect([one.context.model.toString(), one.context.model.dirty]).toEqual([other, false]);
    one.dispose();
  });
});
