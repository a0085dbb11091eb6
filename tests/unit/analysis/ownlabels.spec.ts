import { emptyDocument } from '../../../src/analysis/document';
import { userLabelOf } from '../../../src/analysis/ownlabels';
import { shownLabel } from '../../../src/analysis/titles';

const cut = (id: string, from: string, label?: string) => ({
  id,
  step: 'cut',
  from: [from],
  parameters: { type: 'CEE', at: 1 },
  ...(label === undefined ? {} : { label })
});

const document = {
  ...emptyDocument(),
  scans: [{ id: 's1', path: 'map.nxs' }],
  steps: [
    cut('line', 's1', 'on the line'),
    cut('flank', 's1'),
    cut('all', 'scans', 'of all'),
    { id: 'unit', step: 'normalise', from: ['line', 'flank', 'all'], parameters: {} },
    { id: 'single', step: 'smooth', from: ['line'], parameters: {} }
  ]
};

describe('the label of an item', () => {
  it.each([
    ['line/s1', 'on the line'],
    ['single/line/s1:upper', 'on the line'],
    ['unit/line/s1', 'on the line'],
    ['unit/line#fit/s1', 'on the line'],
    ['unit/flank/s1', null],
    // it has as many items as there are scans
    ['unit/all/s1', null],
    ['all/s1', null],
    ['s1', null]
  ])('of %s is %s', (key, label) => {
    expect(userLabelOf(document, key)).toBe(label);
  });

  it('distinguishes curves of one scan in a legend', () => {
    const legend = (key: string) => shownLabel(document, { id: 'unit' }, key, false);
    expect([legend('unit/line/s1'), legend('unit/flank/s1')]).toEqual([
      'unit · on the line',
      'unit · map'
    ]);
  });
});
