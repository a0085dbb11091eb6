/** @jest-environment jsdom */
import { DocumentRegistry, TextModelFactory } from '@jupyterlab/docregistry';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import { followNexusDefault } from '../../../src/plugins/nexusdefault';
import { scanFactory } from '../../../src/documents/factories';
import { settingsId, settingsOf as storeOf } from '../../../src/settings';
import { NexusDefault } from '../../../src/documents/nexusdefault';

type Factory = DocumentRegistry.IWidgetFactory<never, never>;

/** JupyterLab's own registry, with our viewer and another for the file type it created itself. */
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
  it('assigns NeXus files to the next viewer, and takes them back', () => {
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

  it("leaves the user's own choice of viewer alone", () => {
    const { nexus, registry, viewer } = setUp(h5web);
    registry.setDefaultWidgetFactory('hdf5file', 'h5web');
    nexus.set(true);
    expect(viewer()).toBe('h5web');
  });

  it('keeps them here if no other viewer shows them: a text editor would fetch the whole scan', () => {
    const { nexus, viewer } = setUp({ name: 'Editor', fileTypes: ['xes-nexus'] });
    nexus.set(false);
    expect(viewer()).toBe(scanFactory);
  });
});

describe('followNexusDefault', () => {
  /** Settings as the registry returns them; only ours are there. */
  function settingsOf(composite: { openNexusByDefault?: boolean }) {
    const settings = { composite };
    const changed = new Signal<object, void>(settings);
    const load = (id: string) =>
      id === settingsId
        ? Promise.resolve({
            ...settings,
            changed,
            get composite() {
              return settings.composite;
            }
          })
        : Promise.reject(new Error('unknown'));
    const set = (openNexusByDefault: boolean) => {
      settings.composite = { openNexusByDefault };
      changed.emit();
    };
    return { registry: { load } as unknown as ISettingRegistry, set };
  }
  const seen = async (viewer: () => string, name: string) => {
    for (let i = 0; viewer() !== name && i < 200; i++) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return viewer();
  };

  it('follows the settings at the start, and after each change', async () => {
    const { registry: docRegistry, viewer } = setUp(h5web);
    const { registry, set } = settingsOf({ openNexusByDefault: false });
    const app = { docRegistry, restored: Promise.resolve() } as unknown as JupyterFrontEnd;
    followNexusDefault(app, registry);
    expect(await seen(viewer, 'h5web')).toBe('h5web');
    set(true);
    expect(await seen(viewer, scanFactory)).toBe(scanFactory);
    set(false);
    expect(await seen(viewer, 'h5web')).toBe('h5web');
    storeOf(registry).dispose();
  });
});
