/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { emptyDocument, loneScanDocument } from '../../../src/analysis/document';
import { XESError } from '../../../src/base/errors';
import type { FileListing } from '../../../src/formats/mapping/types';
import { unknownColumns } from '../../../src/formats/mapping/unknown';
import type { Role } from '../../../src/formats/roles';
import type { IListOptions } from '../../../src/io/opener';
import { AnalysisModel } from '../../../src/model';
import { isAskable, messageForDialog } from '../../../src/widgets/columns/askable';
import { askColumns } from '../../../src/widgets/columns/askcolumns';
import type { IAlwaysColumns } from '../../../src/widgets/columns/types';
import { until } from '../compute/support';
import { FakeCompute, type Opening } from '../model/fakecompute';
import { FakeDiagnostics, xesScan } from './helpers';

const hostile = '<img src=x onerror=alert(1)>';

const guesses: Readonly<Record<string, Role>> = { xes_en: 'emission', det: 'intensity' };

const listing: FileListing = {
  entries: [
    { name: '1.1', title: 'ascan xes_en' },
    { name: '2.1', title: '' }
  ],
  entry: '1.1',
  arrays: ['xes_en', 'det', hostile].map(name => ({
    name,
    path: `/1.1/measurement/${name}`,
    unit: null,
    shape: [80],
    range: [1, 2],
    guess: guesses[name] ?? null
  }))
};

const unknown = () => unknownColumns(listing, 'the arrays of this file', 'they have no axes');

interface ISetting {
  /** Files of an analysis whose scans are all selected, instead of a single scan. */
  paths?: readonly string[];
  opening?: Opening;
  preview?: Opening;
  always?: (answer: IAlwaysColumns) => Promise<unknown>;
  list?: (path: string, options: IListOptions) => Promise<FileListing>;
}

/** The dialog of a single scan, which cannot be read by default. */
async function opened({ paths, opening = unknown(), preview, always, list }: ISetting = {}) {
  const prototype = HTMLDialogElement.prototype; // jsdom's has no modal ones
  Object.assign(prototype, { showModal: () => undefined, close: () => undefined });
  const model = new AnalysisModel({ compute: new FakeCompute(() => opening) });
  model.load(paths ? emptyDocument() : loneScanDocument('a.h5'));
  if (paths) {
    const refs = model.addScans(paths).map(id => ({ id }));
    model.select(refs, refs[0]);
  }
  await model.settled;
  const listed: IListOptions[] = [];
  const previews: FakeCompute[] = [];
  const diagnostics = new FakeDiagnostics();
  const dialog = askColumns('s1', {
    model,
    diagnostics,
    guard: (doing, work) => void diagnostics.guard({ doing }, work),
    source: {
      list: (path, options) => {
        listed.push(options);
        return (
          list?.(path, options) ?? Promise.resolve({ ...listing, entry: options.entry ?? '1.1' })
        );
      },
      compute: () => {
        const compute = new FakeCompute(() => preview ?? xesScan());
        previews.push(compute);
        return compute;
      },
      ...(always ? { always } : {})
    }
  });
  MessageLoop.flush();
  const node = document.querySelector<HTMLElement>('.jp-XESColumns');
  const find = <E extends HTMLElement>(selector: string) =>
    node?.querySelector<E>(selector) ?? null;
  const useButton = () => find<HTMLButtonElement>('.jp-mod-accept');
  const choose = (label: string, value: string) => {
    const select = find<HTMLSelectElement>(`select[aria-label^="${CSS.escape(label)}"]`);
    Object.assign(select ?? {}, { value });
    select?.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const end = () => {
    dialog?.dispose();
    expect(previews.every(({ isDisposed }) => isDisposed)).toBe(true);
    expect(document.querySelector('.jp-XESColumns')).toBeNull();
    model.dispose();
    document.body.replaceChildren();
    expect(diagnostics.reports).toEqual([]);
  };
  const ready = () => until(() => useButton()?.disabled === false);
  return { model, dialog, find, choose, end, ready, listed, useButton };
}

beforeAll(() => {
  Object.assign(globalThis, { CSS: { escape: (text: string) => text.replace(/"/g, '\\"') } });
});

describe('the dialog of columns', () => {
  it('guesses what is left open, and applies it as one entry of the history', async () => {
    const { model, end, find, ready, useButton } = await opened();
    await ready();
    expect(find('.jp-XESColumns-table')?.textContent).toContain(hostile);
    expect(find('img')).toBeNull();
    expect(find('.jp-XESColumns-table')?.querySelectorAll('.jp-XESColumns-guess')).toHaveLength(2);
    expect(find('[type=checkbox]')).toBeNull(); // nothing records it
    useButton()?.click();
    await until(() => document.querySelector('.jp-XESColumns') === null);
    const columns = { emission: 'xes_en', intensity: 'det' };
    expect(model.document.scans).toEqual([{ id: 's1', path: 'a.h5', entry: '1.1', columns }]);
    expect(model.history.undo).toBe(1);
    model.undo();
    expect(model.document.scans).toEqual([{ id: 's1', path: 'a.h5' }]);
    end();
  });

  it('explains what is wrong in place of the plot, and cannot be applied then', async () => {
    const refused = new XESError('scan/shape-mismatch', 'They have 80 and 81 values.');
    const { choose, end, find, useButton } = await opened({ preview: refused });
    await until(() => find('.jp-XESColumns-said')?.textContent === refused.message);
    expect(useButton()?.disabled).toBe(true);
    choose('Role of "det"', 'emission');
    await until(() => find('.jp-XESColumns-said')?.textContent?.includes('2 are named') === true);
    find('select')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    expect(find('.jp-XESColumns-table')).not.toBeNull();
    end();
  });

  it('asks for another entry, and states what is read from it', async () => {
    const { choose, end, listed, model, ready, useButton } = await opened({ opening: xesScan() });
    await ready();
    choose('Scan of the file', '2.1');
    await until(() => listed.length === 2);
    expect(listed[1].entry).toBe('2.1');
    await until(() => useButton()?.disabled === true);
    await ready();
    useButton()?.click();
    await until(() => model.history.undo === 1);
    expect(model.document.scans).toEqual([{ id: 's1', path: 'a.h5', entry: '2.1' }]);
    end();
  });

  it('returns what is to be saved for similar files', async () => {
    const written: IAlwaysColumns[] = [];
    const always = (answer: IAlwaysColumns) => Promise.resolve(written.push(answer));
    const { end, find, ready, useButton } = await opened({ always });
    await ready();
    find('[type=checkbox]')?.click();
    useButton()?.click();
    await until(() => written.length === 1);
    expect(written).toMatchObject([
      { path: 'a.h5', columns: { emission: 'xes_en', intensity: 'det' }, facts: { kind: 'XES' } }
    ]);
    end();
  });

  it('answers for other selected scans with the same columns, as one entry of the history', async () => {
    const paths = ['a.h5', 'b.h5', 'c.h5', 'd.h5', 'e.h5'];
    const list = (path: string, { entry = '1.1' }: IListOptions) => {
      if (path === 'd.h5') {
        return Promise.reject(new XESError('file/unreachable', 'The server does not answer.'));
      }
      const [first, ...rest] = listing.arrays;
      const arrays = {
        'b.h5': listing.arrays.map(array => ({ ...array, shape: [41] })), // it stopped early
        'c.h5': [{ ...first, name: 'mono' }, ...rest]
      }[path];
      return Promise.resolve({ ...listing, entry, arrays: arrays ?? listing.arrays });
    };
    const { model, end, find, ready, useButton } = await opened({ paths, list });
    const before = model.history.undo;
    await ready();
    const hint = find('.jp-XESColumns-alongside');
    expect(hint?.textContent).toBe(
      ' Also for the 2 other selected scans with the same columns' +
        `"c" has other columns: it is left as it is. "d" can't be read now: it is left as it is.`
    );
    useButton()?.click();
    await until(() => document.querySelector('.jp-XESColumns') === null);
    const read = { entry: '1.1', columns: { emission: 'xes_en', intensity: 'det' } };
    expect(model.document.scans).toEqual(
      paths.map((path, i) => ({
        id: `s${i + 1}`,
        path,
        ...('abe'.includes(path[0]) ? read : {})
      }))
    );
    expect(model.history.undo).toBe(before + 1);
    model.undo();
    expect(model.document.scans).toEqual(paths.map((path, i) => ({ id: `s${i + 1}`, path })));
    end();
  });

  it('answers for no other scan if that is not wanted, nor before it is known which they are', async () => {
    let go: () => void = () => undefined;
    const held = new Promise<void>(resolve => (go = resolve));
    const list = async (path: string, { entry = '1.1' }: IListOptions) => {
      await (path === 'b.h5' ? held : null);
      return { ...listing, entry };
    };
    const { model, end, find, ready, useButton } = await opened({ paths: ['a.h5', 'b.h5'], list });
    const also = () => find<HTMLInputElement>('.jp-XESColumns-alongside [type=checkbox]');
    await until(() => find('.jp-XESColumns-guess') !== null && also()?.checked === true);
    const isWaiting = () => find('.jp-XESColumns-preview')?.classList.contains('jp-mod-stale');
    await until(() => isWaiting() === false); // it was read for the preview
    expect(useButton()?.disabled).toBe(true);
    go();
    await ready();
    also()?.click();
    await until(() => also()?.checked === false);
    useButton()?.click();
    await until(() => document.querySelector('.jp-XESColumns') === null);
    expect(model.document.scans.map(({ columns }) => columns !== undefined)).toEqual([true, false]);
    end();
  });

  it('explains why a file cannot be listed', async () => {
    const unreachable = new XESError('file/unreachable', 'The server does not answer.');
    const failing = await opened({ list: () => Promise.reject(unreachable) });
    await until(() => failing.find('.jp-XESColumns-said')?.textContent === unreachable.message);
    await until(() => failing.useButton()?.disabled === true);
    failing.end();
  });

  it('cancels the listing when closed', async () => {
    const { end, listed } = await opened({ list: () => new Promise(() => undefined) });
    end();
    expect(listed[0].signal.aborted).toBe(true);
  });
});

describe('the hints next to the dialog', () => {
  it('lists no arrays for the command line', () => {
    const { code, message } = unknown();
    expect(messageForDialog({ code, message })).toBe(
      'What the arrays of this file are is not clear: they have no axes.'
    );
    const fault = ' Facility schema d/xes-schema.json: /name is missing.';
    expect(messageForDialog({ code, message: message + fault })).toBe(
      `What the arrays of this file are is not clear: they have no axes.${fault}`
    );
    const quoted =
      "It has no layout. Or say which of its 2 arrays (a. b, c) is what: --columns 'intensity=it'\\''s. so,emission=a. b'.";
    expect(messageForDialog({ code, message: quoted + fault })).toBe(
      `It has no layout. Choose what each of its arrays is.${fault}`
    );
    const layout =
      'This HDF5 file has no layout that is known here. Open it with a general viewer, or save intensity and energies as NXdata. Or say which of its 2 arrays (a, b.c) is what: --columns intensity=a,emission=b.c.';
    expect(messageForDialog({ code, message: layout })).toBe(
      'This HDF5 file has no layout that is known here. Choose what each of its arrays is.'
    );
    const other = { code: 'scan/entry-missing', message: 'It has one.' } as const;
    expect(messageForDialog(other)).toBe('It has one.');
    expect([code, other.code, 'file/unreachable'].map(isAskable)).toEqual([true, true, false]);
  });
});
