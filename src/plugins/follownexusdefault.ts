import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { NexusDefault } from './nexusdefault.js';
import { loadSettings, ownSettings } from './ownsettings.js';

const docManagerSettings = '@jupyterlab/docmanager-extension:plugin';

/** Keep the default viewer of NeXus files as the settings have it. */
export function followNexusDefault(
  { docRegistry, restored }: JupyterFrontEnd,
  registry: ISettingRegistry | null
): void {
  const own = ownSettings(registry);
  const isHere = () => own.composite.openNexusByDefault !== false;
  let nexus: NexusDefault | null = null;
  const set = async () => {
    if (!nexus && !isHere()) {
      const module = await import('./nexusdefault.js');
      nexus ??= new module.NexusDefault(docRegistry);
    }
    nexus?.set(isHere()); // as it is now: it may have changed meanwhile
  };
  const follow = async () => {
    const again = () => void set().catch(() => undefined); // the server is gone: the next change tries again
    own.changed.connect(again);
    await own.ready;
    await set();
    // JupyterLab takes every default back whenever its own settings are read: ours come after
    const later = () => setTimeout(again);
    const theirs = registry && (await loadSettings(registry, docManagerSettings));
    theirs?.changed.connect(later);
    await restored;
    later();
  };
  follow().catch(() => undefined); // a page without JupyterLab's settings takes no default back
}
