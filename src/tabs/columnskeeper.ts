import { Notification } from '@jupyterlab/apputils';
import type { Contents } from '@jupyterlab/services';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { XESError } from '../base/errors.js';
import { rememberColumns } from '../documents/schemas/index.js';
import type { IColumnsSource } from '../widgets/columns/types.js';
import { settingsOf } from '../settings/index.js';

/** Stores a mapping for all files like a given one, and notifies the user where. */
export function columnsKeeper(
  contents: Contents.IManager,
  registry: ISettingRegistry | null
): NonNullable<IColumnsSource['always']> {
  return async mapping => {
    const stored = await rememberColumns(mapping, {
      contents,
      keepInSettings: schema => keepInSettings(schema, registry)
    });
    const place =
      stored.place === 'file' ? stored.path : 'the settings, for this folder is read-only';
    Notification.success(
      `Files like this one are read in this way from now on. The mapping was saved to ${place}.`
    );
  };
}

async function keepInSettings(schema: object, registry: ISettingRegistry | null): Promise<void> {
  const settings = settingsOf(registry);
  const schemas = [schema, ...settings.current.schemas];
  if (!(await settings.set('schemas', JSON.parse(JSON.stringify(schemas)) as []))) {
    throw new XESError(
      'file/write-failed',
      'This folder is read-only, and there are no settings to keep it in. Copy the file to a folder of yours.'
    );
  }
}
