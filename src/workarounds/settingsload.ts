import type { ISettingRegistry } from '@jupyterlab/settingregistry';

/**
 * As the registry's own `load`. In Notebook 7 a listener of its shortcuts fails whenever settings are loaded (seen in 7.6;
 * no issue of jupyter/notebook is known to us). That is caught nowhere, and who awaits the loading stands in the error's
 * stack as if it were theirs: so that promise itself is not awaited here.
 *
 * Where no listener fails, this does no more than the registry's own `load`.
 */
export function loadSettings(
  registry: ISettingRegistry,
  id: string
): Promise<ISettingRegistry.ISettings> {
  return new Promise((resolve, reject) => {
    registry.load(id).then(
      settings => resolve(settings),
      (reason: unknown) => reject(new Error(messageOf(reason)))
    );
  });
}

/** What the registry throws is an error, or a list of what the schema found. */
export function messageOf(reason: unknown): string {
  const [first] = Array.isArray(reason) ? (reason as unknown[]) : [reason];
  const { message, instancePath } = (first ?? {}) as { message?: unknown; instancePath?: unknown };
  const place = typeof instancePath === 'string' && instancePath !== '' ? `${instancePath} ` : '';
  return typeof message === 'string' ? place + message : String(first);
}
