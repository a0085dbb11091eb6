import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { NexusDefault } from '../documents/nexusdefault.js';
import { settingsOf } from '../settings/index.js';
import { loadSettings } from '../workarounds/settingsload.js';

const docManagerSettings = '@jupyterlab/docmanager-extension:plugin';

/** Do what the settings say, now and after each change. @param restored when JupyterLab has set its own defaults. */
export async function keepNexusDefault(
  docRegistry: DocumentRegistry,
  restored: Promise<unknown>,
  registry: ISettingRegistry | null
): Promise<void> {
  const own = settingsOf(registry);
  const nexus = new NexusDefault(docRegistry);
  const set = () => nexus.set(own.current.openNexusByDefault);
  own.changed.connect(set);
  await own.ready;
  set();
  // JupyterLab takes every default back whenever its own settings are read: ours come after
  const later = () => setTimeout(set);
  const theirs = registry && (await loadSettings(registry, docManagerSettings).catch(() => null));
  theirs?.changed.connect(later);
  await restored;
  later();
}
