import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { scanFactory } from './factories.js';

const example = 'scan.nxs';
/** It would fetch the whole scan, to show bytes. */
const textEditor = 'Editor';

/**
 * Whether a double click on a NeXus file opens it here. What a person chose as default viewer in
 * JupyterLab's own settings stays, unless this setting turns against it.
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
