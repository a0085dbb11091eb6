import { Autosave, type IAutosavedDocument } from '../../../src/recovery/autosave/autosave.js';
import type { BlackBoxStore } from '../../../src/recovery/store/store.js';
import type { ISnapshot } from '../../../src/recovery/types.js';
import { Recorder } from '../../../src/diagnostics/index.js';
import { deniedStore } from './support.js';

describe('Autosave', () => {
  let store: BlackBoxStore;
  let diagnostics: Recorder;
  let text: string;
  let isUnsaved: boolean;
  let path: string;

  beforeEach(() => {
    jest.useFakeTimers();
    store = deniedStore();
    diagnostics = new Recorder({ sinks: [] });
    [text, isUnsaved, path] = ['1', true, 'a.xes.json'];
  });
  afterEach(() => {
    store.dispose();
    diagnostics.dispose();
    jest.useRealTimers();
  });

  const keeper = (session = 's') =>
    new Autosave({ session, store, diagnostics, interval: () => 2000 });
  const document: IAutosavedDocument = {
    kind: 'analysis',
    path: () => path,
    text: () => text,
    isUnsaved: () => isUnsaved,
    base: () => null
  };
  const stored = async () => {
    await jest.advanceTimersByTimeAsync(0);
    return (await store.all<ISnapshot>('snapshots')).map(snapshot => [
      snapshot.session,
      snapshot.path,
      snapshot.document
    ]);
  };

  it('writes at once, then collects changes within the interval', async () => {
    const recorded = keeper().keep(document);
    recorded.changed();
    expect(await stored()).toEqual([['s', 'a.xes.json', '1']]);
    text = '2';
    recorded.changed();
    expect(await stored()).toEqual([['s', 'a.xes.json', '1']]);
    text = '3';
    recorded.changed();
    await jest.advanceTimersByTimeAsync(1800);
    expect(await stored()).toEqual([['s', 'a.xes.json', '3']]);
    isUnsaved = false;
    recorded.dispose();
    expect(await stored()).toEqual([]);
  });

  it("records again what was taken for an ended page's, and nothing else", async () => {
    const autosave = keeper();
    const recorded = autosave.keep(document);
    const untouched = autosave.keep({ ...document, path: () => 'b.nxs' });
    recorded.changed();
    await stored();
    await store.remove('snapshots', [['s', 'a.xes.json']]);
    autosave.renew();
    await jest.advanceTimersByTimeAsync(2000);
    expect(await stored()).toEqual([['s', 'a.xes.json', '1']]);
    isUnsaved = false;
    [recorded, untouched].forEach(autosaveHandle => autosaveHandle.dispose());
  });

  it('forgets what was saved, and moves with a rename', async () => {
    const recorded = keeper().keep(document);
    recorded.changed();
    await stored();
    path = 'b.xes.json';
    recorded.changed();
    await jest.advanceTimersByTimeAsync(1800);
    expect(await stored()).toEqual([['s', 'b.xes.json', '1']]);
    isUnsaved = false;
    recorded.saved();
    expect(await stored()).toEqual([]);
    recorded.dispose();
  });

  it('separates two sessions of one document, and marks what was closed unsaved', async () => {
    const [one, two] = [keeper('one').keep(document), keeper('two').keep(document)];
    one.changed();
    text = '2';
    two.changed();
    expect(await stored()).toEqual([
      ['one', 'a.xes.json', '1'],
      ['two', 'a.xes.json', '2']
    ]);
    one.dispose();
    await stored();
    const closed = (await store.all<ISnapshot>('snapshots')).map(snapshot => snapshot.closed);
    expect(closed.sort()).toEqual([false, true]);
    two.dispose();
    await stored();
  });

  it('skips what is too long, and reports it once', async () => {
    const recorded = keeper().keep(document);
    text = 'x'.repeat(5_000_000);
    recorded.changed();
    expect(await stored()).toEqual([]);
    expect(diagnostics.events).toMatchObject([{ level: 'warning', path }]);
    isUnsaved = false;
    recorded.dispose();
  });

  it('has one snapshot for all views of an analysis, until the last is closed or it is saved', async () => {
    const autosave = keeper();
    const context = {};
    const [one, two] = [autosave.keep(document, context), autosave.keep(document, context)];
    one.changed();
    expect(await stored()).toEqual([['s', 'a.xes.json', '1']]);
    text = '2';
    one.changed();
    one.dispose(); // pending work is written
    expect(await stored()).toEqual([['s', 'a.xes.json', '2']]);
    expect(await store.all<ISnapshot>('snapshots')).toMatchObject([{ closed: false }]);
    await jest.advanceTimersByTimeAsync(2000);
    text = '3';
    two.changed();
    two.saved(); // it was changed since
    expect(await stored()).toEqual([['s', 'a.xes.json', '3']]);
    isUnsaved = false;
    two.saved();
    expect(await stored()).toEqual([]);
    isUnsaved = true;
    two.changed();
    await jest.advanceTimersByTimeAsync(2000);
    two.dispose();
    await stored();
    expect(await store.all<ISnapshot>('snapshots')).toMatchObject([{ closed: true }]);
  });

  it('records the cuts of a scan from its most recently changed open view', async () => {
    const autosave = keeper();
    const context = {};
    const view = (cuts: string) =>
      autosave.keep({ ...document, kind: 'scan', path: () => 'a.nxs', text: () => cuts }, context);
    const [one, two, three] = [view('one'), view('two'), view('three')];
    one.changed();
    await jest.advanceTimersByTimeAsync(2000);
    two.changed();
    expect(await stored()).toEqual([['s', 'a.nxs', 'two']]);
    three.dispose();
    expect(await stored()).toEqual([['s', 'a.nxs', 'two']]);
    two.dispose();
    expect(await stored()).toEqual([['s', 'a.nxs', 'one']]);
    one.dispose();
    expect(await stored()).toEqual([]);
  });
});
