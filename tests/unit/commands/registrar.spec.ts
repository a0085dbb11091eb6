import { AnalysisModel } from '../../../src/model';
import { CommandRegistrar } from '../../../src/commands/registrar';
import { FakeCompute } from '../model/fakecompute';
import { byName, documentOf } from '../model/support';

describe('the model that a command works on', () => {
  it('is available once it is loaded; an unreadable one is refused', async () => {
    const model = new AnalysisModel({ compute: new FakeCompute(byName) });
    const tracker = { currentWidget: { model, viewer: {} } } as never;
    const registrar = new CommandRegistrar(null as never, null as never, tracker, null);
    const found = registrar.loadedModelOf({});
    model.load(documentOf(['a.nxs']));
    expect(await found).toBe(model);
    model.fail(new Error('broken'));
    await expect(registrar.loadedModelOf({})).rejects.toBe(model.failure);
    model.dispose();
  });
});
