import { choiceOf } from '../../../src/widgets/paper/choice';
import { usualPaper } from '../../../src/widgets/paper/types';

describe('how figures were saved last', () => {
  it('is as usual where it is nothing, or no choice', () => {
    for (const found of [null, undefined, 3, 'pdf', [], { width: -1, dpi: 'many', style: 'x' }]) {
      expect(choiceOf(found)).toEqual(usualPaper);
    }
  });

  it('is what was chosen, each part by itself', () => {
    const own = { ...usualPaper, format: 'svg' as const, width: 17, height: 9, hasCuts: false };
    expect(choiceOf(JSON.parse(JSON.stringify(own)))).toEqual(own);
    expect(choiceOf({ ...own, width: 1e9 })).toEqual({ ...own, width: usualPaper.width });
  });
});
