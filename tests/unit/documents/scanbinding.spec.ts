/** @jest-environment jsdom */
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { StateDB } from '@jupyterlab/statedb';
import { loneScanDocument, readDocument } from '../../../src/analysis/document/index';
import type { IDiagnostics } from '../../../src/diagnostics/types';
import { ScanBinding } from '../../../src/documents/scanbinding';
import { ViewStateStore } from '../../../src/documents/viewstates';
import type { AnalysisModel } from '../../../src/model';
import { settle } from '../plots/fakeplotly';
import { unreadModel, withCut } from './lonescans';
import { Files } from './movedfiles';

const keyOf = (path: string) => `jupyterlab-xes:view:${path}`;

describe('a single scan', () => {
  let files: Files;
  let state: StateDB;
  let model: AnalysisModel;
  let logged: string[];
  let context: { path: string };

  beforeEach(() => {
    files = new Files();
    files.texts.set('a.nxs', '');
    state = new StateDB();
    model = unreadModel();
    logged = [];
    context = { path: 'a.nxs' };
  });
  afterEach(() => {
    jest.useRealTimers();
    model.dispose();
  });

  function bind(): ScanBinding {
    const diagnostics = {
      log: (_: string, message: string) => logged.push(message),
      guard: async (_: unknown, work: () => unknown) => {
        try {
          await work();
        } catch (error) {
          logged.push(String(error));
        }
      },
      guardSync: (_: unknown, work: () => unknown) => work()
    } as unknown as IDiagnostics;
    return new ScanBinding({
      context: Object.assign(context, {
        _updatePath: (path: string) => (context.path = path)
      }) as unknown as DocumentRegistry.Context,
      model,
      diagnostics,
      contents: files.contents,
      views: new ViewStateStore(state, () => undefined),
      preferred: () => Promise.resolve({ colorMap: 'gray' })
    });
  }

  async function stored(path: string, ending = '') {
    const value = (await state.fetch(keyOf(path) + ending)) as { text: string } | undefined;
    return value && readDocument(value.text);
  }

  it('starts with the user’s preferences, and nothing is stored until the first edit', async () => {
    const binding = bind();
    await settle();
    expect(model.document).toEqual(loneScanDocument('a.nxs', { colorMap: 'gray' }));
    binding.dispose();
    await settle();
    expect(await stored('a.nxs')).toBeUndefined();
  });

  it('shows what it showed when last open', async () => {
    const first = bind();
    await settle();
    model.addCut({ type: 'CIE', at: 7, width: 1 });
    model.setView({ scale: 'log' });
    const { document } = model;
    const { last } = model.edits;
    first.dispose(); // pending views are stored at the end
    await settle();
    model.dispose();
    model = unreadModel();
    const second = bind();
    await settle();
    expect(model.document).toEqual(document);
    expect(model.edits.last).toBe(last);
    expect(model.history).toEqual({ undo: 0, redo: 0 });
    second.dispose();
  });

  it('is stored under its new path after a rename', async () => {
    const binding = bind();
    await settle();
    model.addCut({ type: 'CIE', at: 7, width: 1 });
    files.rename('a.nxs', 'run/b.nxs');
    binding.dispose();
    await settle();
    expect(await stored('run/b.nxs')).toEqual({
      ...model.document,
      scans: [{ id: 's1', path: 'run/b.nxs' }]
    });
    expect(await stored('a.nxs')).toBeUndefined();
  });

  it('has its view also if it is renamed while that is looked up', async () => {
    await new ViewStateStore(state, () => undefined).keep('a.nxs', withCut(3), null);
    const binding = bind();
    files.rename('a.nxs', 'b.nxs');
    await settle();
    expect(model.document.scans).toEqual([{ id: 's1', path: 'b.nxs' }]);
    binding.dispose();
  });

  it('is shown also if its view is unavailable, and does not overwrite that', async () => {
    await new ViewStateStore(state, () => undefined).keep('a.nxs', withCut(3), null);
    const fetch = state.fetch.bind(state);
    state.fetch = () => Promise.reject(new Error('away'));
    const binding = bind();
    await settle();
    expect(model.document).toEqual(loneScanDocument('a.nxs', { colorMap: 'gray' }));
    expect(logged).toEqual([expect.stringContaining('away')]);
    model.addCut({ type: 'CIE', at: 7, width: 1 });
    binding.dispose();
    await settle();
    state.fetch = fetch;
    expect(await stored('a.nxs')).toEqual(withCut(3));
    expect(logged).toHaveLength(2);
  });

  it('copies a view that it has not shown, once that is available', async () => {
    await new ViewStateStore(state, () => undefined).keep('a.nxs', withCut(3), null);
    const fetch = state.fetch.bind(state);
    state.fetch = () => Promise.reject(new Error('away'));
    const binding = bind();
    await settle();
    state.fetch = fetch;
    model.addCut({ type: 'CIE', at: 7, width: 1 });
    binding.dispose();
    await settle();
    expect(await stored('a.nxs')).toEqual(model.document);
    expect(await stored('a.nxs', ':unreadable')).toEqual(withCut(3));
  });
});
