import { addScans, addSteps, emptyDocument, type Ref } from '../../../src/analysis/document/index';
import type { ScanFacts } from '../../../src/formats/scanfacts';
import { ticksBeside } from '../../../src/model/replacedticks';

const { document } = addSteps(addScans(emptyDocument(), ['a', 'b', 'c']).document, [
  { id: 'n', step: 'normalise', from: ['scans'] },
  { id: 'mean', step: 'average', from: ['scans'] }
]);
const facts = {
  kind: 'XES',
  channels: [
    { name: 'upper', kind: 'XES' },
    { name: 'lower', kind: 'XES' }
  ]
} as unknown as ScanFacts;
const keys = ['n/s1', 'n/s2', 'n/s3'];

/** The remaining ticks of `ticks` next to a result of `sources`. */
function beside(ticks: readonly Ref[], sources: readonly (string | Ref)[], isKnown = true) {
  return ticksBeside(document, ticks, sources, {
    factsOf: () => (isKnown ? facts : null),
    keysOf: ({ id }) => (isKnown && id === 'n' ? keys : [])
  });
}
const only = (...items: string[]): Ref => ({ id: 'n', only: items });

describe('what stays ticked next to a new result', () => {
  it('is nothing of a result whose items are all used, however they are named', () => {
    const each = keys.map(key => only(key));
    for (const sources of [
      each,
      [only(...keys)],
      ['n'],
      [{ id: 'n', except: ['n/s1'] }, each[0]]
    ]) {
      expect(beside([{ id: 'n' }], sources)).toEqual([]);
      expect(beside(each, sources)).toEqual([]);
      expect(beside([{ id: 'n', except: ['n/s3'] }], sources)).toEqual([]);
    }
    expect(beside([{ id: 'n' }, only('n/s2')], ['n'], false)).toEqual([]);
    expect(beside([{ id: 'mean' }], [{ id: 'mean', only: ['mean'] }], false)).toEqual([]);
  });

  it('is the rest of a result that is partly used', () => {
    for (const isKnown of [true, false]) {
      expect(beside([{ id: 'n' }], [only('n/s2')], isKnown)).toEqual([
        { id: 'n', except: ['n/s2'] }
      ]);
      expect(beside([only('n/s1', 'n/s2')], [only('n/s2')], isKnown)).toEqual([only('n/s1')]);
    }
    const others = beside([{ id: 'n' }], [{ id: 'n', except: ['n/s1'] }]);
    expect(others).toEqual([{ id: 'n', except: ['n/s2', 'n/s3'] }]);
  });

  it('is another result, or another output of the same step', () => {
    const ticks: Ref[] = [{ id: 'mean' }, { id: 'n', output: 'area' }, only('n/s1')];
    expect(beside(ticks, [only('n/s2'), 'mean'])).toEqual(ticks.slice(1));
    expect(beside(ticks, [{ id: 'n', output: 'area' }])).toEqual([ticks[0], ticks[2]]);
  });

  it('is no arm of a scan that is used by its name, or as the first of it', () => {
    const [s1, upper, lower]: Ref[] = [undefined, 'upper', 'lower'].map(channel => ({
      id: 's1',
      ...(channel ? { channel } : {})
    }));
    expect(beside([s1, lower], [upper])).toEqual([lower]);
    expect(beside([upper, lower], ['s1'])).toEqual([lower]);
    expect(beside([s1], [lower])).toEqual([s1]);
    expect(beside([s1], [upper], false)).toEqual([s1]); // which arm it is is not known yet
  });

  it('is no scan if all are used together, except excluded ones', () => {
    const ticks: Ref[] = ['s1', 's2', 's3'].map(id => ({ id }));
    expect(beside(ticks, ['scans'])).toEqual([]);
    expect(beside(ticks, [{ id: 'scans', except: ['s2'] }])).toEqual([{ id: 's2' }]);
    expect(beside(ticks, [{ id: 'scans', channel: 'lower' }])).toEqual(ticks);
  });
});
