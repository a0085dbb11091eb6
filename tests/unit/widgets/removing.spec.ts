/** @jest-environment jsdom */
import { removeEntries } from '../../../src/widgets/removing';
import { modelOf } from '../model/support';

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('a removal', () => {
  it('removes a default cut, and makes the others the user’s', async () => {
    const { model } = await modelOf(['map.nxs']);
    const [first, ...others] = ids(model.firstCuts);
    expect(others.length).toBeGreaterThan(0);
    const confirm = async () => true;

    expect(await removeEntries(model, [first], { isLone: true, confirm })).toBe(true);

    expect([ids(model.firstCuts), ids(model.document.steps)]).toEqual([[], others]);
    expect(ids(model.document.scans)).toEqual(['s1']);
    model.undo();
    expect(ids(model.firstCuts)).toEqual([first, ...others]);
    model.dispose();
  });

  it('reports that nothing is left to remove', async () => {
    const { model } = await modelOf(['x1.nxs']);
    const confirm = async () => true;
    expect(await removeEntries(model, ['gone'], { isLone: false, confirm })).toBe(false);
    expect(model.history.undo).toBe(0);
    model.dispose();
  });
});
