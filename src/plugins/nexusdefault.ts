import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { settingsId } from '../settings/id.js';
import { once } from '../lifecycle/once.js';

/**
 * Keep the default viewer of NeXus files as the settings have it. The schema's default is what JupyterLab does by
 * itself: the code comes when a person has set it otherwise.
 */
export function followNexusDefault(
  { docRegistry, restored }: JupyterFrontEnd,
  registry: ISettingRegistry | null
): void {
  const follow = once(async () => {
    const { keepNexusDefault } = await import('./latenexusdefault.js');
    return keepNexusDefault(docRegistry, restored, registry);
  });
  // not awaited: in Notebook 7 a listener fails whenever settings are loaded, and who awaits them stands in its stack
  registry?.load(settingsId).then(
    settings => {
      const look = () => {
        if (settings.composite.openNexusByDefault === false) {
          follow().catch(() => undefined); // the server is gone: the next change tries again
        }
      };
      settings.changed.connect(look);
      look();
    },
    () => undefined // a page without settings has the default
  );
}
