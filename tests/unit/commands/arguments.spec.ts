import { sourcesIn } from '../../../src/commands/documentarguments';
import { lookIn } from '../../../src/commands/figurearguments';

describe('the inputs of a step', () => {
  it('is a list of ids and Refs', () => {
    expect(sourcesIn({}, 'from')).toBeUndefined();
    const from = ['s1', { id: 's2', channel: 'upper' }];
    expect(sourcesIn({ from }, 'from')).toEqual(from);
    for (const wrong of [null, 's1', [null], [['s1']], [{}], [7], ['s1', { id: 7 }]]) {
      expect(() => sourcesIn({ from: wrong }, 'from')).toThrow(
        expect.objectContaining({ code: 'command/argument' })
      );
    }
  });
});

describe('the appearance of a figure', () => {
  it('follows its options, within the limits of a figure', () => {
    expect(lookIn({ path: 'x.csv' })).toBeNull();
    expect(lookIn({ width: 17, fontSize: 9, style: 'screen', cuts: false })).toEqual({
      width: 17,
      fontSize: 9,
      style: 'screen',
      hasCuts: false
    });
    const wrong = [{ width: 0 }, { dpi: 1e9 }, { height: '7' }, { style: 'x' }, { cuts: 1 }];
    for (const values of wrong) {
      expect(() => lookIn(values)).toThrow(expect.objectContaining({ code: 'command/argument' }));
    }
  });
});
