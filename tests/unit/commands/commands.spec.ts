/** @jest-environment jsdom */
import { CommandRegistry } from '@lumino/commands';
import type { IDiagnostics } from '../../../src/diagnostics/types';
import { documentSchema } from '../../../src/analysis/document/schema';
import { AnalysisModel } from '../../../src/model';
import { addEditing } from '../../../src/commands/editing';
import { addEntries } from '../../../src/commands/entries';
import { CommandRegistrar, type Args } from '../../../src/commands/registrar';
import { addViewing } from '../../../src/commands/viewing';
import { FakeCompute } from '../model/fakecompute';
import { byName, documentOf } from '../model/support';

const diagnostics = {
  guard: async (_: unknown, work: () => unknown) => work(),
  guardSync: (_: unknown, work: () => unknown) => work()
} as unknown as IDiagnostics;

let model: AnalysisModel;
let commands: CommandRegistry;
let viewer: { can(): boolean; canAddScans: boolean };
const run = (name: string, args: Args = {}) =>
  commands.execute(`xes:${name}`, args) as Promise<unknown>;
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

beforeEach(() => {
  model = new AnalysisModel({ compute: new FakeCompute(byName) });
  model.load(documentOf(['a.nxs', 'b.nxs', 'c.nxs']));
  commands = new CommandRegistry();
  viewer = { can: () => true, canAddScans: true };
  const tracker = { currentWidget: { model, viewer } } as never;
  const registrar = new CommandRegistrar(commands, diagnostics, tracker, null);
  addEditing(registrar);
  addEntries(registrar);
  addViewing(registrar);
});
afterEach(() => model.dispose());

describe('commands on rows', () => {
  it('tick and select them, by ids or by Refs', async () => {
    expect(await run('show', { ids: ['s1', 's3'] })).toEqual({
      shown: [{ id: 's1' }, { id: 's3' }]
    });
    const refs = [{ id: 's2', channel: 'lower' }];
    expect(await run('show', { refs })).toEqual({ shown: refs });
    expect(await run('select', { ids: ['s2', 's3'], active: 's3' })).toMatchObject({
      selected: [{ id: 's2' }, { id: 's3' }],
      active: { id: 's3' }
    });
    await run('show', { ids: [] });
    expect(model.view.shown).toEqual([]);
  });

  it('rename and colour them, and undo both', async () => {
    await run('rename', { id: 's1', label: 'Zinc' });
    await run('set-color', { id: 's1', color: '#102030' });
    expect(model.document.scans[0]).toMatchObject({ label: 'Zinc', color: '#102030' });
    await run('rename', { id: 's1', label: null });
    await run('set-color', { id: 's1', color: null });
    expect(model.document.scans[0]).toEqual({ id: 's1', path: 'a.nxs' });
  });

  it('move them', async () => {
    await run('move', { id: 's3', before: 's1' });
    expect(ids(model.document.scans)).toEqual(['s3', 's1', 's2']);
    await run('move', { id: 's3', before: null });
    expect(ids(model.document.scans)).toEqual(['s1', 's2', 's3']);
  });

  it('without ids work on the selection', async () => {
    await run('select', { ids: ['s2', 's3'] });
    expect(await run('remove')).toEqual({ ids: ['s2', 's3'] });
    expect(ids(model.document.scans)).toEqual(['s1']);
  });
});

it.each([{ ids: ['s1', 's2'] }, { ids: ['s1'], dependents: 'remove' }, {}])(
  'a single scan stays, whatever the arguments: %j',
  async args => {
    viewer.canAddScans = false;
    await run('select', { ids: ['s1'] });
    await expect(run('remove', args)).rejects.toMatchObject({
      code: 'analysis/edit',
      message: expect.stringContaining('Close the tab') as string
    });
    expect(ids(model.document.scans)).toEqual(['s1', 's2', 's3']);
  }
);

describe('commands on steps', () => {
  let mean: string;
  beforeEach(async () => {
    ({ id: mean } = (await run('add-step', { step: 'average', from: ['s1', 's2', 's3'] })) as {
      id: string;
    });
  });
  const entry = (id = mean) => model.document.steps.find(step => step.id === id);

  it('duplicate, switch off and on, and change the inputs', async () => {
    const { id: copy } = (await run('duplicate', { id: mean })) as { id: string };
    expect(entry(copy)).toEqual({ ...entry(), id: copy });
    expect(await run('switch', { id: mean, off: true })).toEqual({ id: mean, off: true });
    expect(entry()?.off).toBe(true);
    expect(await run('switch', { id: mean })).toEqual({ id: mean, off: false });
    expect(entry()).not.toHaveProperty('off');
    await run('set-from', { id: mean, from: ['s1', 's2'] });
    expect(entry()?.from).toEqual(['s1', 's2']);
    await run('leave-out', { id: mean, key: 's2' });
    expect(entry()?.from).toEqual(['s1']);
  });

  it('remove dependents on request', async () => {
    const { id: smooth } = (await run('add-step', { step: 'smooth', from: [mean] })) as {
      id: string;
    };
    await expect(run('remove', { ids: [mean] })).rejects.toMatchObject({ code: 'analysis/edit' });
    expect(ids(model.document.steps)).toEqual([mean, smooth]);
    await run('remove', { ids: [mean], dependents: 'remove' });
    expect(model.document.steps).toEqual([]);
  });

  it('remove an input and leave the others', async () => {
    await run('add-step', { step: 'smooth', from: ['s1'] });
    expect(await run('remove', { ids: ['s1'], dependents: 'detach' })).toEqual({ ids: ['s1'] });
    expect(model.document.steps.map(({ id, from }) => [id, from])).toEqual([[mean, ['s2', 's3']]]);
    expect(ids(model.document.scans)).toEqual(['s2', 's3']);
  });

  it('report what they would undo and redo', async () => {
    expect(commands.label('xes:undo')).toBe('Undo add step');
    await run('undo');
    expect(commands.label('xes:undo')).toBe('Undo');
    expect(commands.label('xes:redo')).toBe('Redo add step');
  });
});

test('a cut is added with a name, in the given width', async () => {
  const { id } = (await run('add-cut', { type: 'CET', at: 1021.5, width: 2, name: 'Δ' })) as {
    id: string;
  };
  expect(model.document.steps.find(step => step.id === id)).toEqual({
    id,
    step: 'cut',
    from: ['scans'],
    parameters: { type: 'CET', at: 1021.5, width: 2 },
    label: 'Δ'
  });
  const { id: other } = (await run('add-cut', { type: 'CIE', at: 9660 })) as { id: string };
  expect(model.document.steps.find(step => step.id === other)?.parameters).toEqual({
    type: 'CIE',
    at: 9660
  });
});

describe('the view', () => {
  it('is changed in part', async () => {
    const contours = { count: 8, scale: 'log', labels: true, filled: false };
    await run('set-view', { view: { map: 'transfer', contours, scale: 'symlog', limits: [0, 2] } });
    expect(model.view.map).toMatchObject({
      view: 'transfer',
      contours,
      scale: 'symlog',
      limits: [0, 2],
      colorMap: 'viridis'
    });
    await run('set-view', { view: { axes: { logY: true, x: [9560, 9600] }, limits: null } });
    expect(model.view.axes).toEqual({ x: [9560, 9600], y: null, logY: true });
    expect(model.view.map.limits).toBeNull();
    const waterfall = { offset: null, factor: 10 };
    await run('set-view', {
      view: { aspect: 'equal', axes: { waterfall, grid: false, beside: false } }
    });
    expect(model.view.axes).toMatchObject({ waterfall, grid: false, beside: false });
    expect(model.view.map.aspect).toBe('equal');
    await run('set-view', {
      view: { aspect: null, axes: { waterfall: null, grid: null, beside: null } }
    });
    expect(model.view.axes).toEqual({ x: [9560, 9600], y: null, logY: true });
    expect(model.view.map.aspect).toBeUndefined();
  });

  it('has the same limits for all maps, or separate ones', async () => {
    await run('set-view', { view: { sameLimits: true } });
    expect(model.view.map.sameLimits).toBe(true);
    await run('set-view', { view: { sameLimits: null } });
    expect(model.view.map.sameLimits).toBeUndefined();
  });

  it("covers everything in a document's view", async () => {
    type Schema = { properties: Record<string, Schema> };
    const { args } = await commands.describedBy('xes:set-view');
    const { axes, ...map } = (args as unknown as Schema).properties.view.properties;
    const { definitions } = documentSchema([]) as { definitions: Record<string, Schema> };
    const { view: plane, ...others } = definitions.map.properties;
    expect(plane).toBeDefined(); // in the command it is `map`
    expect(Object.keys(map).sort()).toEqual(['map', ...Object.keys(others)].sort());
    expect(Object.keys(axes.properties).sort()).toEqual(
      Object.keys(definitions.axes.properties).sort()
    );
    // and takes each
    const taken = Object.keys(map).map(key =>
      run('set-view', {
        view: { [key]: key === 'map' ? 'transfer' : (model.view.map[key as 'zoom'] ?? null) }
      })
    );
    await expect(Promise.all(taken)).resolves.toBeDefined();
  });

  it('applies nothing of what is partly refused', async () => {
    const before = model.view;
    for (const view of [
      { scale: 'log', axes: { x: 'wide' } },
      { axes: { logY: true }, scale: 'cubic' },
      { colour: 'red' },
      { axes: { z: null } },
      { axes: null }
    ]) {
      await expect(run('set-view', { view })).rejects.toMatchObject({
        code: expect.stringMatching(/^(command\/argument|analysis\/edit)$/) as string
      });
    }
    expect(model.view).toBe(before);
  });
});

it.each([
  ['show', {}],
  ['show', { ids: ['nothing'] }],
  ['select', { ids: 's1' }],
  ['add-cut', { type: 'CIE' }],
  ['add-cut', { type: 'CIE', at: 9660, width: -1 }],
  ['add-cut', { type: 'CXE', at: 9660 }],
  ['rename', { id: 'nothing', label: 'x' }],
  ['rename', { id: 's1', label: 1 }],
  ['set-color', { id: 's1', color: 'red' }],
  ['duplicate', { id: 's1' }],
  ['switch', { id: 's1', off: 'yes' }],
  ['move', { id: 's1' }],
  ['set-from', { id: 's1', from: ['s2'] }],
  ['leave-out', { id: 's1', key: 's1' }],
  ['remove', { ids: ['s1'], dependents: 'keep' }],
  ['remove', { ids: ['s1'], dependents: '' }]
])('%s of %j is refused with a message, and changes nothing', async (name, args) => {
  const before = model.document;
  await expect(run(name, args as Args)).rejects.toMatchObject({
    code: expect.stringMatching(/^(command\/argument|analysis\/edit)$/) as string,
    message: expect.stringMatching(/\.$/) as string
  });
  expect(model.document).toBe(before);
});
