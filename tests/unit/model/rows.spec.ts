import { describeRow, RowMarks, rowPlaces, ticksAfter } from '../../../src/model/rows';
import { modelOf, rest } from './support';

const none: ReadonlySet<string> = new Set();

async function setUp(paths = ['x1.nxs', 'x2.nxs']) {
  const { model } = await modelOf(paths);
  const rows = (expanded = none) =>
    rowPlaces(model, expanded).map(place =>
      describeRow(model, place, new RowMarks(model), expanded)
    );
  return { model, rows };
}

describe('rows', () => {
  it('are the scans, then the steps, with what is known of them', async () => {
    const { model, rows } = await setUp();
    model.addStep({ id: 'mean', step: 'average', from: ['scans'], parameters: {} });
    model.rename('s2', 'main line');
    model.setOff('mean', true);
    await rest(model);
    const found = rows();
    expect(found.map(({ label, type }) => [label, type])).toEqual([
      ['x1', 'scan'],
      ['main line', 'scan'],
      ['mean', 'step']
    ]);
    expect(found[0].detail).toMatch(/^XES \d/);
    expect(found[0].title).toContain('x1.nxs');
    expect(found[2]).toMatchObject({ state: 'off', isActive: true, isSelected: true });
    expect(new Set(found.map(({ color }) => color)).size).toBe(3);
    model.dispose();
  });

  it('say why a scan could not be read', async () => {
    const { model } = await modelOf(['a.nxs'], () => new Error('gone') as never);
    const [place] = rowPlaces(model, none);
    const row = describeRow(model, place, new RowMarks(model), none);
    expect([row.state, row.error]).toEqual(['failed', expect.stringContaining('gone')]);
    model.dispose();
  });

  it('are ticked as a whole, in parts, or not', async () => {
    const { model, rows } = await setUp();
    model.show([{ id: 's1', channel: 'default' }, 's2']);
    expect(rows().map(({ isTicked }) => isTicked)).toEqual(['partly', true]);
    const { shown } = model.view;
    expect(ticksAfter(shown, { id: 's1' }, false)).toEqual([{ id: 's2' }]);
    expect(ticksAfter(shown, { id: 's1' }, true)).toEqual([{ id: 's2' }, { id: 's1' }]);
    expect(ticksAfter(shown, { id: 's1', channel: 'default' }, false)).toEqual([{ id: 's2' }]);
    expect(ticksAfter([], { id: 's1' }, true)).toEqual([{ id: 's1' }]);
    model.dispose();
  });
});
