import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Signal } from '@lumino/signaling';
import { findFolderSchemas, SchemaSources } from '../documents/schemas/index.js';
import type { SettingsStore } from '../settings/index.js';
import type { IAddedSchemas } from '../documents/schemas/added.js';
import { serverOf } from '../server/pageserver.js';

/** The sources of facility schemas, for the life of the page. */
export function schemaSources(
  app: JupyterFrontEnd,
  settings: SettingsStore,
  added: IAddedSchemas
): SchemaSources {
  const { contents } = app.serviceManager;
  const changed = new Signal<unknown, void>(added);
  added.changed = () => changed.emit();
  return new SchemaSources({
    contents,
    look: findFolderSchemas(contents, serverOf(app)),
    settings: {
      ready: settings.ready,
      changed: settings.changed,
      read: () => settings.current.schemas
    },
    extensions: {
      changed,
      read: () => [...added.all].map(({ schema }) => schema)
    }
  });
}
