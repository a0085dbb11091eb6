import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { scanFactory } from '../../../src/plugins/ids';
import { NexusDefault } from '../../../src/plugins/nexusdefault';

describe('NexusDefault', () => {
  function setUp(names: string[]) {
    const calls: (string | undefined)[] = [];
    const registry = {
      preferredWidgetFactories: () => names.map(name => ({ name })),
      setDefaultWidgetFactory: (_type: string, factory: string | undefined) => calls.push(factory)
    };
    return { nexus: new NexusDefault(registry as unknown as DocumentRegistry), calls };
  }

  it("leaves a person's own choice of viewer alone", () => {
    const { nexus, calls } = setUp([scanFactory, 'Editor']);
    nexus.set(true);
    expect(calls).toEqual([]);
  });

  it('gives NeXus files to whoever comes next, and takes them back', () => {
    const { nexus, calls } = setUp([scanFactory, 'h5web', 'Editor']);
    nexus.set(false);
    nexus.set(true);
    nexus.set(true);
    expect(calls).toEqual(['h5web', undefined]);
  });
});
