import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { scanFactory } from './factories.js';

const example = 'scan.nxs';
/** JupyterLab's default for a NeXus file, which would fetch the whole scan to show bytes. */
const textEditor = 'Editor';

/**
 * Whether a double click on a NeXus file opens it here. A default viewer chosen in JupyterLab's own
 * settings takes precedence, unless this setting is changed afterwards.
 */
export class NexusDefault {
  constructor(private _registry: DocumentRegistry) {}

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

  /** The registry accepts a default only for a file type of that factory. */
  private _give({ name: factory, fileTypes }: DocumentRegistry.WidgetFactory): string | null {
    const names = this._registry.getFileTypesForPath(example).map(({ name }) => name);
    const type = names.find(name => fileTypes.includes(name)) ?? null;
    if (type !== null) {
      this._registry.setDefaultWidgetFactory(type, factory);
    }
    return type;
  }

  /** The file type whose default was changed to another viewer here. */
  private _given: string | null = null;
}
