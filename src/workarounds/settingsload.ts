import type { ISettingRegistry } from '@jupyterlab/settingregistry';

/**
 * Like the registry's `load`. In Notebook 7 a listener of its shortcuts fails whenever settings are
 * loaded (seen in 7.6; no issue of jupyter/notebook is known to us). The error is not caught, and
 * whoever awaits the promise of `load` appears in its stack as the culprit: so that promise itself
 * is not awaited here.
 *
 * If no listener fails, this does the same as `load`.
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

/** The registry throws an error, or a list of schema violations. */
export function messageOf(reason: unknown): string {
  const [first] = Array.isArray(reason) ? (reason as unknown[]) : [reason];
  const { message, instancePath } = (first ?? {}) as { message?: unknown; instancePath?: unknown };
  const place = typeof instancePath === 'string' && instancePath !== '' ? `${instancePath} ` : '';
  return typeof message === 'string' ? place + message : String(first);
}
