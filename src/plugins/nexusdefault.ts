import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { scanFactory, settingsId } from './ids.js';

const docManagerSettings = '@jupyterlab/docmanager-extension:plugin';
const fileType = 'xes-nexus';
/** It would fetch the whole scan, to show bytes. */
const textEditor = 'Editor';

/**
 * Whether a double click on a NeXus file opens it here. What a person chose as default viewer in
 * JupyterLab's own settings stays, unless this setting turns against it.
 */
export class NexusDefault {
  constructor(private _registry: DocumentRegistry) {}

  set(here: boolean): void {
    if (here && this._isElsewhere) {
      this._registry.setDefaultWidgetFactory(fileType, undefined);
    } else if (!here) {
      const others = this._registry
        .preferredWidgetFactories('scan.nxs')
        .filter(({ name }) => name !== scanFactory && name !== textEditor);
      this._registry.setDefaultWidgetFactory(fileType, others[0]?.name);
    }
    this._isElsewhere = !here;
  }

  private _isElsewhere = false;
}

/** Keep the default viewer of NeXus files as the settings have it. */
export function followNexusDefault(
  { docRegistry, restored }: JupyterFrontEnd,
  registry: ISettingRegistry | null
): void {
  const nexus = new NexusDefault(docRegistry);
  let own: ISettingRegistry.ISettings | null = null;
  const set = () => nexus.set(own?.composite.openNexusByDefault !== false);
  const follow = async () => {
    own = (await registry?.load(settingsId)) ?? null;
    own?.changed.connect(set);
    set();
    // JupyterLab takes every default back whenever its own settings are read: ours come after
    const later = () => setTimeout(set);
    (await registry?.load(docManagerSettings))?.changed.connect(later);
    await restored;
    later();
  };
  follow().catch(set); // not to be read: the default; the first document logs it
}
