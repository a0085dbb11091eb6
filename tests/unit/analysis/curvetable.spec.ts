import {
  addScans,
  emptyDocument,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import { readTable } from '../../../src/formats/table';
import { curveTable } from '../../../src/analysis/curvetable';

const document: AnalysisDocument = {
  ...addScans(emptyDocument(), ['a.nxs', 'b.nxs', 'c.nxs']).document,
  steps: [
    { id: 'average-1', step: 'average', from: ['s1', 's2'], parameters: {} },
    { id: 'other', step: 'smooth', from: ['s3'], parameters: { window: 5 } },
    {
      id: 'background-1',
      step: 'background',
      from: ['average-1'],
      parameters: { model: 'linear' }
    },
    { id: 'cut-1', step: 'cut', from: ['scans'], parameters: { type: 'CIE', at: 9660 } }
  ]
};
const value = {
  kind: 'spectrum' as const,
  axis: 'emission' as const,
  spectrum: {
    energy: Float64Array.of(8638.9, 0.1 + 0.2),
    intensity: Float64Array.of(0.0642, 1e-9),
    sigma: Float64Array.of(0.0003, NaN),
    unit: 'counts / monitor'
  },
  columns: { background: Float64Array.of(1, 2) }
};
const origin = { document, id: 'background-1', scan: null, title: 'VtC', warnings: [] };

describe('a curve that is saved', () => {
  it('has its columns, no digit lost, and what it was made of', () => {
    const warnings = [
      { code: 'sigma/approximate', message: 'a was smoothed.' },
      { code: 'fit/misfit', message: 'The model is poor.' }
    ];
    const text = curveTable(value, { ...origin, warnings });
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'energy_eV,intensity,sigma,background',
      '8638.9,0.0642,0.0003,1',
      '0.30000000000000004,1e-9,NaN,2'
    ]);
    expect(lines.filter(line => /source|step|sigma: /.test(line))).toEqual([
      '# source: a.nxs',
      '# source: b.nxs',
      '# step: average-1: average {}',
      '# step: background-1: background {"model":"linear"}',
      '# sigma: approximate: a was smoothed.'
    ]);
    const read = readTable(text);
    expect(read.comments).toContain('intensity: counts / monitor');
  });

  it('along a cut is of the scan that is looked at alone', () => {
    const text = curveTable(value, { ...origin, id: 'cut-1', scan: 's2' });
    expect(text.match(/source: .*/g)).toEqual(['source: b.nxs']);
    expect(text).toContain('step: cut-1: cut {"type":"CIE","at":9660}');
  });
});
