/** @jest-environment jsdom */
import { DocumentRegistry, TextModelFactory } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';
import { scanFactory } from '../../../src/plugins/ids';
import { NexusDefault } from '../../../src/plugins/nexusdefault';

type Factory = DocumentRegistry.IWidgetFactory<never, never>;

/** JupyterLab's own registry, with our viewer and another for the file type it made itself. */
function setUp(other: { name: string; fileTypes: string[] } | null) {
  const registry = new DocumentRegistry({ textModelFactory: new TextModelFactory() });
  registry.addFileType({ name: 'xes-nexus', extensions: ['.nxs'] });
  registry.addFileType({ name: 'hdf5file', extensions: ['.nxs', '.h5'] });
  const add = (options: { name: string; fileTypes: string[]; defaultFor?: string[] }) =>
    registry.addWidgetFactory({ modelName: 'text', ...options } as unknown as Factory);
  add({ name: scanFactory, fileTypes: ['xes-nexus', 'hdf5file'], defaultFor: ['xes-nexus'] });
  if (other) {
    add(other);
  }
  const viewer = (): string =>
    (registry.defaultWidgetFactory('a.nxs') as unknown as Widget & { name: string }).name;
  return { nexus: new NexusDefault(registry), registry, viewer };
}

const h5web = { name: 'h5web', fileTypes: ['hdf5file'] };

describe('NexusDefault', () => {
  it('gives NeXus files to whoever comes next, and takes them back', () => {
    const { nexus, viewer } = setUp(h5web);
    nexus.set(true);
    expect(viewer()).toBe(scanFactory);
    nexus.set(false);
    nexus.set(false);
    expect(viewer()).toBe('h5web');
    nexus.set(true);
    nexus.set(true);
    expect(viewer()).toBe(scanFactory);
  });

  it("leaves a person's own choice of viewer alone", () => {
    const { nexus, registry, viewer } = setUp(h5web);
    registry.setDefaultWidgetFactory('hdf5file', 'h5web');
    nexus.set(true);
    expect(viewer()).toBe('h5web');
  });

  it('keeps them here where nobody else shows them: a text editor would fetch the whole scan', () => {
    const { nexus, viewer } = setUp({ name: 'Editor', fileTypes: ['xes-nexus'] });
    nexus.set(false);
    expect(viewer()).toBe(scanFactory);
  });
});
