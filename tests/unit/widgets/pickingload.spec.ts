/** @jest-environment jsdom */
import { addScans, emptyDocument } from '../../../src/analysis/document/index';
import { AnalysisModel } from '../../../src/model';
import { loadCatalog } from '../../../src/widgets/inspector/catalog';
import { Picks } from '../../../src/widgets/picks';
import { Picking } from '../../../src/widgets/stage/picking';
import { FakeCompute } from '../model/fakecompute';
import { until } from '../compute/support';
import { xesScan } from './scans';

jest.mock('../../../src/widgets/inspector/catalog', () => ({ loadCatalog: jest.fn() }));

describe('steps that cannot be loaded', () => {
  it('are requested again when another row becomes active, not with every update', async () => {
    const load = jest.mocked(loadCatalog).mockRejectedValue(new Error('offline'));
    const model = new AnalysisModel({ compute: new FakeCompute(() => xesScan()) });
    model.load(addScans(emptyDocument(), ['a.nxs']).document);
    const step = { step: 'background', from: ['s1'], parameters: {} };
    const [first, second] = [model.addStep(step), model.addStep(step)];
    const refusals: string[] = [];
    const picking = new Picking({
      model,
      picks: new Picks(),
      guard: (_, work) => {
        Promise.resolve(work()).catch((reason: unknown) => refusals.push(String(reason)));
      },
      onChange: () => undefined
    });
    const show = async (id: string, count: number) => {
      model.setActive(id);
      picking.prepare();
      await until(() => refusals.length === count);
      for (let i = 0; i < 3; i++) {
        picking.prepare();
        picking.show([]);
      }
      expect(load).toHaveBeenCalledTimes(count);
    };
    await show(second, 1);
    await show(first, 2);
    model.setActive('s1');
    picking.prepare();
    await show(first, 3);
    picking.dispose();
    model.dispose();
  });
});
