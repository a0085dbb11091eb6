import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { NexusDefault } from '../documents/nexusdefault.js';
import { settingsOf } from '../settings/index.js';
import { loadSettings } from '../workarounds/settingsload.js';

const docManagerSettings = '@jupyterlab/docmanager-extension:plugin';

/**
 * Apply the setting, now and after each change.
 * @param restored resolves when JupyterLab has set its own defaults.
 */
export async function keepNexusDefault(
  docRegistry: DocumentRegistry,
  restored: Promise<unknown>,
  registry: ISettingRegistry | null
): Promise<void> {
  const settings = settingsOf(registry);
  const nexus = new NexusDefault(docRegistry);
  const set = () => nexus.set(settings.current.openNexusByDefault);
  settings.changed.connect(set);
  await settings.ready;
  set();
  // JupyterLab resets all defaults whenever its own settings are read: ours have to follow
  const later = () => setTimeout(set);
  const theirs = registry && (await loadSettings(registry, docManagerSettings).catch(() => null));
  theirs?.changed.connect(later);
  await restored;
  later();
}
