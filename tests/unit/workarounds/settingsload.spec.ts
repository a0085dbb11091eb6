import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { loadSettings } from '../../../src/workarounds/settingsload';

const registryOf = (load: () => Promise<unknown>) => ({ load }) as unknown as ISettingRegistry;

describe('loadSettings', () => {
  it('is the registry’s own, if that does not fail', async () => {
    const settings = {};
    expect(
      await loadSettings(
        registryOf(async () => settings),
        'a'
      )
    ).toBe(settings);
  });

  it('converts whatever the registry throws into one error', async () => {
    const failing = (reason: unknown) =>
      loadSettings(
        registryOf(async () => {
          throw reason;
        }),
        'a'
      );
    await expect(failing([{ message: 'must be number' }, { message: 'other' }])).rejects.toThrow(
      'must be number'
    );
    await expect(failing(new Error('gone'))).rejects.toThrow('gone');
    await expect(failing(undefined)).rejects.toThrow('undefined');
  });

  it('is in the stack of no listener that fails while settings are loaded', async () => {
    let stack = '';
    await loadSettings(
      registryOf(async () => {
        await Promise.resolve();
        stack = new Error().stack ?? '';
      }),
      'a'
    );
    expect(stack).toContain('Error');
    expect(stack).not.toMatch(/settingsload\.ts/);
  });
});
