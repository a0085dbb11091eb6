import type { Failure } from '../../../src/analysis/steps/part';
import type { DrawnValue } from '../../../src/compute/types';
import type { ShownItem } from '../../../src/model';
import type { SpectrumAxis } from '../../../src/analysis/steps/values';
import { stageContents } from '../../../src/widgets/stage/contents';

function spectrum(axis: SpectrumAxis): DrawnValue {
  const one = Float64Array.of(1);
  return { kind: 'spectrum', axis, energy: one, intensity: one, sigma: one };
}

function item(id: string, value: DrawnValue | null, more: Partial<ShownItem> = {}): ShownItem {
  return {
    ref: { id },
    key: id,
    label: id.toUpperCase(),
    color: '#123456',
    value,
    valueKey: value && id,
    isStale: false,
    isActive: false,
    state: 'done',
    error: null,
    ...more
  };
}

const failure: Failure = { code: 'fit/not-converged', message: 'It did not converge.' };

describe('the contents of the stage', () => {
  const keys = (shown: ShownItem[]) => stageContents(shown, null).curves.map(({ key }) => key);

  it('are curves along the energy of the active one, and a note on the others', () => {
    const shown = [
      item('a', spectrum('emission')),
      item('b', spectrum('incident'), { isActive: true }),
      item('c', spectrum('emission')),
      item('d', spectrum('transfer'))
    ];
    expect(keys(shown)).toEqual(['b']);
    expect(stageContents(shown, null).notes).toEqual([
      '2 results run along ω and are not drawn.',
      '1 result runs along Δ and is not drawn.'
    ]);
  });

  it('explain that a ticked map is not drawn next to a curve, and how to see it', () => {
    const axis = Float64Array.of(1);
    const empty = { kind: 'map', incident: axis, emission: axis } as unknown as DrawnValue;
    const shown = [item('a', spectrum('emission'), { isActive: true }), item('m', empty)];
    expect(stageContents(shown, null).notes).toEqual([
      'M is a map and is not drawn here: click its row to see it.'
    ]);
    const active = [item('a', empty, { isActive: true }), item('m', empty)];
    expect(stageContents(active, null).notes).toEqual([]);
  });

  it('are curves along the energy of the first, if the active row is none', () => {
    const shown = [item('a', spectrum('incident')), item('b', spectrum('emission'))];
    expect(keys(shown)).toEqual(['a']);
  });

  it('include a curve once, as the active one, if it is ticked by itself and with others', () => {
    const value = spectrum('emission');
    const shown = [
      item('a', value, { key: 'st/s1' }),
      item('a', value, { key: 'st/s1', isActive: true, ref: { id: 'a', only: ['st/s1'] } }),
      item('a', value, { key: 'st/s1', ref: { id: 'a', output: 'residual' } })
    ];
    const { curves } = stageContents(shown, null);
    expect(curves.map(({ key, isActive }) => [key, isActive])).toEqual([
      ['st/s1', true],
      ['st/s1#residual', false]
    ]);
  });

  it('are the same curves as before for the same items', () => {
    const shown = [item('a', spectrum('emission')), item('b', spectrum('emission'))];
    const [before, after] = [stageContents(shown, null), stageContents([...shown], null)];
    after.curves.forEach((curve, i) => expect(curve).toBe(before.curves[i]));
  });

  it('are tables, that of the active row first, and each once', () => {
    const [one, other]: DrawnValue[] = [1, 2].map(() => ({ kind: 'table', columns: [] }));
    const shown = [
      item('a', one),
      item('b', other, { key: 'b/s1', ref: { id: 'b', only: ['b/s1'] } }),
      item('b', other, { key: 'b/s1', isActive: true })
    ];
    const { tables, curves } = stageContents(shown, null);
    expect(tables.map(({ label, table }) => [label, table === one])).toEqual([
      ['B', false],
      ['A', true]
    ]);
    expect(curves).toEqual([]);
    expect(stageContents([item('a', spectrum('emission'))], null).tables).toEqual([]);
  });

  it('explain once why the active row has no result, whatever else is drawn', () => {
    const failed = item('a', null, { isActive: true, error: failure });
    expect(stageContents([failed], null)).toMatchObject({ curves: [], notes: [], failure });
    expect(stageContents([], failure)).toMatchObject({ notes: [], failure });
    const beside = stageContents([failed, item('b', spectrum('emission'))], null);
    expect(beside).toMatchObject({ failure, notes: [] });
    expect(beside.curves.map(({ key }) => key)).toEqual(['b']);
    const whole = stageContents([item('b', spectrum('emission'))], failure);
    expect(whole).toMatchObject({ failure, notes: [] });
  });

  it('report of a ticked row that failed that it is not drawn', () => {
    const shown = [
      item('a', spectrum('emission'), { isActive: true }),
      item('b', null, { error: failure })
    ];
    expect(stageContents(shown, null).notes).toEqual(['B is not drawn: It did not converge.']);
  });
});
