import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { scanFactory } from './ids.js';
import { loadSettings, settingsOf } from '../settings/index.js';

const docManagerSettings = '@jupyterlab/docmanager-extension:plugin';

const example = 'scan.nxs';
/** It would fetch the whole scan, to show bytes. */
const textEditor = 'Editor';

/**
 * Whether a double click on a NeXus file opens it here. What a person chose as default viewer in
 * JupyterLab's own settings stays, unless this setting turns against it.
 */
export class NexusDefault {
  constructor(private _registry: DocumentRegistry) {}

  /** Do what the settings say, now and after each change. @param restored when JupyterLab has set its own defaults. */
  static async follow(
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

  set(here: boolean): void {
    if (here && this._given !== null) {
      this._registry.setDefaultWidgetFactory(this._given, undefined);
      this._given = null;
    } else if (!here) {
      const other = this._registry
        .preferredWidgetFactories(example)
        .find(({ name }) => name !== scanFactory && name !== textEditor);
      this._given = other ? this._give(other) : null;
    }
  }

  /** The registry takes a default only for a file type that the other viewer is made for. */
  private _give({ name: factory, fileTypes }: DocumentRegistry.WidgetFactory): string | null {
    const names = this._registry.getFileTypesForPath(example).map(({ name }) => name);
    const type = names.find(name => fileTypes.includes(name)) ?? null;
    if (type !== null) {
      this._registry.setDefaultWidgetFactory(type, factory);
    }
    return type;
  }

  /** The file type whose default is another viewer's by our doing. */
  private _given: string | null = null;
}
