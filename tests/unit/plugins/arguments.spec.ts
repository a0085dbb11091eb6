import { sourcesIn } from '../../../src/plugins/commands/documentarguments';

describe('what a step shall work on', () => {
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
