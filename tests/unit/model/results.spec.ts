/** @jest-environment jsdom */
import { addScans, emptyDocument } from '../../../src/analysis/document/index';
import type { ComputeResult } from '../../../src/compute/types';
import { numberColumn, wordColumn } from '../../../src/formats/columns';
import { resultJSON, stepTitle } from '../../../src/model';
import { aboutItem, labelled, labelOf } from '../../../src/analysis/titles';
import { makeMap } from '../plots/maps';
import { modelOf, rest } from './support';

const document = {
  ...addScans(emptyDocument(), ['run/279517.nxs', 'b.tar.nxs']).document,
  steps: [{ id: 'mean', step: 'average', from: ['scans'], parameters: {}, label: 'Mean of all' }]
};
const label = (key: string) => labelOf(document, key);

describe('labels', () => {
  it('are those of the scan or the step that an item comes from', () => {
    expect(['s1', 'cut-1/s1:lower', 'smooth-1/mean', 's2', 'x'].map(label)).toEqual([
      '279517',
      '279517:lower',
      'Mean of all',
      'b.tar',
      'x'
    ]);
    expect(labelOf({ ...document, scans: [{ id: 's1', path: '.nxs', label: 'Zn' }] }, 's1')).toBe(
      'Zn'
    );
  });

  it('of steps are their action, and of cuts their energy, by default', () => {
    const cut = (at: number) => ({
      id: 'cut-1',
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CIE', at }
    });
    expect([cut(9660.4), cut(9660.404), cut(9660)].map(stepTitle)).toEqual([
      'CIE 9660.4 eV',
      'CIE 9660.4 eV',
      'CIE 9660 eV'
    ]);
    expect(stepTitle({ ...cut(1), label: 'main line' })).toBe('main line');
    expect(stepTitle({ ...cut(1), parameters: { type: 'CIE', at: 'x' } })).toBe('cut 1');
  });

  it('replace ids of missing results', () => {
    const { scans } = document;
    const steps = [
      { id: 'average-1', step: 'average', from: ['s1'], parameters: {} },
      { id: 'background-1', step: 'background', from: ['average-1'], parameters: {} }
    ];
    const message = 'Step "background-1" works on "average-1", which failed: "average-1" is text.';
    expect(aboutItem({ scans, steps }, message, 'background-1', [])).toBe(
      'Step "background 1" works on "average 1", which failed: "average-1" is text.'
    );
    expect(aboutItem({ scans, steps }, '"{0}" and "{1}" agree', 'average-1', ['s1', 's2'])).toBe(
      '"279517" and "b.tar" agree'
    );
  });

  it('are in sentences: of several inputs each, of a single one its own', () => {
    expect(labelled('"{0}" and "{1}"', 'mean', ['a', 'b'], label)).toBe('"a" and "b"');
    expect(labelled('"{1}" is a scan', 'cut-1/s1', ['b', 'a'], label)).toBe('"279517" is a scan');
    expect(labelled('{0}', 'cut-1/s1', [], label)).toBe('279517');
  });
});

function resultOf(items: Partial<ComputeResult['items'][number]>[]): ComputeResult {
  const part = {
    key: 'a/s1',
    state: 'done',
    numbers: {},
    warnings: [],
    error: null,
    value: null
  } as const;
  const outcome = { state: 'partly', key: 'k', error: null, items: new Map() } as const;
  return {
    ref: { id: 'a' },
    outcome,
    inputs: ['s1', 's2'],
    items: items.map(item => ({ ...part, ...item }))
  };
}

describe('a result as JSON', () => {
  it('has null for invalid numbers, and names its sources', () => {
    const energy = Float64Array.of(1, 2);
    const spectrum = {
      energy,
      intensity: Float64Array.of(NaN, 3),
      sigma: Float64Array.of(1, Infinity),
      unit: 'counts'
    };
    const columns = { background: Float64Array.of(0.5, NaN) };
    const map = makeMap([1, 2], [5], (_, j) => (j === 0 ? NaN : 7));
    const json = resultJSON(
      resultOf([
        { value: { kind: 'spectrum', axis: 'emission', spectrum, columns } },
        { key: 'a/s2', value: { kind: 'map', map, view: 'transfer' } }
      ]),
      label
    );
    expect(json.values).toEqual([
      {
        key: 'a/s1',
        name: '279517',
        kind: 'spectrum',
        axis: 'emission',
        unit: 'counts',
        energy: [1, 2],
        intensity: [null, 3],
        sigma: [1, null],
        columns: { background: [0.5, null] }
      },
      {
        key: 'a/s2',
        name: 'b.tar',
        kind: 'map',
        view: 'transfer',
        incident: [1, 2],
        emission: [5],
        intensity: [null, 7],
        sigma: [0.1, 0.1]
      }
    ]);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  it('has tables whose words are labels, numbers by item, and explains what went wrong', () => {
    const table = {
      kind: 'table' as const,
      columns: [wordColumn('scan', ['{0}', '{1}']), numberColumn('area', [1, NaN])]
    };
    const area = { value: 2, sigma: null, unit: '' };
    const error = { code: 'cut/empty' as const, message: 'No cell of "{0}" lies in the band.' };
    const json = resultJSON(
      resultOf([
        {
          key: 'a',
          value: table,
          numbers: { area },
          warnings: [{ code: 'odd', message: '"{1}" is odd.', inputs: [1] }]
        },
        { key: 'a/s2', error }
      ]),
      label
    );
    expect(json).toEqual({
      outcome: 'partly',
      error: null,
      values: [
        {
          key: 'a',
          name: 'a',
          kind: 'table',
          columns: { scan: ['279517', 'b.tar'], area: [1, null] }
        }
      ],
      numbers: { a: { area }, 'a/s2': {} },
      warnings: [{ key: 'a', code: 'odd', message: '"b.tar" is odd.' }],
      errors: [{ key: 'a/s2', code: 'cut/empty', message: 'No cell of "b.tar" lies in the band.' }]
    });
  });
});

describe('limits of the colours', () => {
  it('are pinned, the extent, or percentiles that are requested once', async () => {
    const { model, compute, changes } = await modelOf(['a.nxs']);
    const limits = jest.spyOn(compute, 'limits');
    expect(model.colorLimits).toEqual([1, 6]);
    model.setView({ limits: [2, 3] });
    expect(model.colorLimits).toEqual([2, 3]);
    model.setView({ limits: [-1, 3], scale: 'log' }); // a logarithm has no position for zero
    expect(model.colorLimits).toEqual([1, 6]);
    expect(limits).not.toHaveBeenCalled();
    model.setView({ limits: null, scale: 'linear', percentile: [1, 99] });
    expect([model.colorLimits, model.colorLimits]).toEqual([
      [1, 6],
      [1, 6]
    ]);
    changes.length = 0;
    await rest(model);
    expect(model.colorLimits?.map(limit => limit.toFixed(2))).toEqual(['1.05', '5.95']);
    expect(limits).toHaveBeenCalledTimes(1);
    expect(changes.some(({ keys }) => keys.has('s1'))).toBe(true);
    model.setView({ percentile: [10, 90] }); // the last ones remain until the answer arrives
    expect(model.colorLimits?.map(limit => limit.toFixed(2))).toEqual(['1.05', '5.95']);
    await rest(model);
    expect(model.colorLimits?.map(limit => limit.toFixed(2))).toEqual(['1.50', '5.50']);
    model.setView({ scale: 'log' }); // those of another scale do not apply
    expect(model.colorLimits).toEqual([1, 6]);
    model.dispose();
  });

  it('are requested again if they were refused', async () => {
    const { model, compute } = await modelOf(['a.nxs']);
    const limits = jest.spyOn(compute, 'limits').mockRejectedValueOnce(new Error('gone'));
    model.setView({ percentile: [1, 99] });
    expect(model.colorLimits).toEqual([1, 6]);
    await rest(model);
    expect(model.colorLimits).toEqual([1, 6]);
    await rest(model);
    expect(limits).toHaveBeenCalledTimes(2);
    expect(model.colorLimits?.[0]).toBeCloseTo(1.05);
    model.dispose();
  });
});
