import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { settingsId } from '../settings/id.js';
import { once } from '../lifecycle/once.js';

/**
 * Apply the setting of the default viewer of NeXus files. The schema's default is what JupyterLab
 * does by itself: the code is loaded only if the user has changed the setting.
 */
export function followNexusDefault(
  { docRegistry, restored }: JupyterFrontEnd,
  registry: ISettingRegistry | null
): void {
  const follow = once(async () => {
    const { keepNexusDefault } = await import('./latenexusdefault.js');
    return keepNexusDefault(docRegistry, restored, registry);
  });
  // not awaited: in Notebook 7 a listener fails whenever settings are loaded, and awaiting code
  // would appear in its stack
  registry?.load(settingsId).then(
    settings => {
      const look = () => {
        if (settings.composite.openNexusByDefault === false) {
          follow().catch(() => undefined); // no server: the next change tries again
        }
      };
      settings.changed.connect(look);
      look();
    },
    () => undefined // without settings the default applies
  );
}
