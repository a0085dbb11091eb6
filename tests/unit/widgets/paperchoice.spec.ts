import { choiceOf } from '../../../src/widgets/paper/choice';
import { usualPaper } from '../../../src/widgets/paper/types';

describe('the last settings of saved figures', () => {
  it('are the defaults if missing or invalid', () => {
    for (const found of [null, undefined, 3, 'pdf', [], { width: -1, dpi: 'many', style: 'x' }]) {
      expect(choiceOf(found)).toEqual(usualPaper);
    }
  });

  it('are what was chosen, each part separately', () => {
    const own = { ...usualPaper, format: 'svg' as const, width: 17, height: 9, hasCuts: false };
    expect(choiceOf(JSON.parse(JSON.stringify(own)))).toEqual(own);
    expect(choiceOf({ ...own, width: 1e9 })).toEqual({ ...own, width: usualPaper.width });
  });
});
