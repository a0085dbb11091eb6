import { PromiseDelegate } from '@lumino/coreutils';
import type { IHeld, IKernelHost } from '../../../src/notebook/kernelviewer';
import { kernelOf } from './support/kernel';

/** Wait for everything that follows from settled promises. */
const settled = () => new Promise(resolve => setImmediate(resolve));

const path = { name: 'a.nxs', relative: ['a.nxs'] };

describe('the end of a kernel', () => {
  it('cancels waiting requests', async () => {
    const filled = new PromiseDelegate<void>();
    const create = jest.fn(() => Promise.reject(new Error('makes a file')));
    const open = jest.fn(create);
    const preview = jest.fn();
    const { restart, ask, sent, ran } = kernelOf({ create, open, preview }, filled.promise);
    ask(1, 'add', { paths: [path] });
    ask(2, 'addStep', { step: 'smooth', from: ['s1'], parameters: {} });
    ask(3, 'open', { path });
    ask(4, 'view', { data: {} });
    await settled();
    restart();
    filled.resolve();
    await settled();
    expect([ran, create.mock.calls, open.mock.calls, preview.mock.calls]).toEqual([[], [], [], []]);
    expect(sent.filter(data => 'id' in data)).toEqual([]);
  });

  it('creates no analysis for scans that are added after it', async () => {
    const create = jest.fn(() => Promise.reject(new Error('makes a file')));
    const exists = new PromiseDelegate<boolean>();
    const { restart, ask, sent } = kernelOf({
      create,
      current: () => null,
      exists: () => exists.promise
    });
    ask(1, 'add', { paths: [path] });
    await settled();
    restart();
    exists.resolve(true);
    await settled();
    expect([create.mock.calls, sent.filter(data => 'id' in data)]).toEqual([[], []]);
  });

  it('opens nothing if the file was still being looked up', async () => {
    const open = jest.fn(() => Promise.reject(new Error('opened')));
    const exists = new PromiseDelegate<boolean>();
    const { restart, ask } = kernelOf({ open, exists: () => exists.promise });
    ask(1, 'open', { path });
    await settled();
    restart();
    exists.resolve(true);
    await settled();
    expect(open).not.toHaveBeenCalled();
  });

  it('does not subscribe to a later model', async () => {
    const filled = new PromiseDelegate<void>();
    const { widget, restart, ask, ran } = kernelOf({}, filled.promise);
    ask(1, 'result', { id: 'mean' });
    await settled();
    restart();
    const connect = jest.spyOn(widget.model.changed, 'connect');
    filled.resolve();
    await settled();
    expect([connect.mock.calls, ran]).toEqual([[], []]);
  });

  it.each<[string, 'open' | 'create', object]>([
    ['opened', 'open', { path }],
    ['made', 'create', { paths: [path] }]
  ])('does not subscribe to a viewer that was being %s', async (_, way, args) => {
    const coming = new PromiseDelegate<IHeld>();
    const begun = jest.fn(() => coming.promise);
    const host: Partial<IKernelHost> = { [way]: begun, current: () => null };
    const { widget, restart, ask, ran } = kernelOf(host);
    ask(1, way === 'open' ? 'open' : 'add', args);
    await settled();
    expect(begun).toHaveBeenCalledTimes(1);
    restart();
    const connect = jest.spyOn(widget.model.changed, 'connect');
    coming.resolve(widget as unknown as IHeld);
    await settled();
    expect([connect.mock.calls, ran]).toEqual([[], []]);
  });
});
