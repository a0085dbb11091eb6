/** @jest-environment jsdom */
import { usualLook } from '../../../src/figures/paper/look';
import { shownLineage } from '../../../src/widgets/paper/shownlineage';
import { modelOf, rest } from '../model/support';

describe('the provenance of a figure of what is shown', () => {
  it('includes its own scans and steps alone, and how a scan became a map', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs']);
    const [cut] = model.cuts;
    model.setCut(cut.id, { at: 8632 });
    await rest(model);
    const lines = shownLineage(model, 'x.xes.json', usualLook);
    expect(lines[0]).toMatch(/^made by: jupyterlab-xes /);
    expect(lines.slice(1, 3)).toEqual(['source: x.xes.json', 'source: a.nxs']);
    expect(lines[3]).toMatch(/^step: map: map \{"view":"incident","channel":"\w+"\}$/);
    expect(lines.slice(4).map(line => line.replace(/ \{.*/, ''))).toEqual(
      model.document.steps.map(({ id, step }) => `step: ${id}: ${step}`)
    );
    model.setActive('s2');
    await rest(model);
    expect(shownLineage(model, 'x.xes.json', usualLook).slice(1, 3)).toEqual([
      'source: x.xes.json',
      'source: b.nxs'
    ]);
    model.dispose();
  });
});
