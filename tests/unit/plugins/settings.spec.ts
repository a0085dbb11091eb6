import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';
import { colorMaps } from '../../../src/analysis/document';
import { Log } from '../../../src/diagnostics/log';
import {
  defaultLogSettings,
  followLogSettings,
  readLogSettings
} from '../../../src/plugins/logsettings';
import { ownSettings } from '../../../src/plugins/ownsettings';
import { defaultSettings, readSettings, viewerSettings } from '../../../src/plugins/settings';

interface IProperty {
  title: string;
  description: string;
  default: unknown;
  oneOf?: { const: string; title: string }[];
  minimum?: number;
  maximum?: number;
}

const file = path.resolve(__dirname, '../../../schema/plugin.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as {
  properties: Record<string, IProperty>;
};
const properties = Object.fromEntries(
  Object.entries(schema.properties).filter(([name]) => name !== 'toolbar')
);

/** The log reads its own; it is loaded later. */
const allDefaults = { ...defaultSettings, ...defaultLogSettings };
const readAll = (composite: Record<string, unknown>) => ({
  ...readSettings(composite),
  ...readLogSettings(composite)
});

describe('the settings schema', () => {
  it('has each setting with the same default, a title and a description', () => {
    const defaults = Object.entries(properties).map(([name, property]) => [name, property.default]);
    expect(Object.fromEntries(defaults)).toEqual({ ...allDefaults, schemas: [] }); // those are read by their sources
    for (const { title, description } of Object.values(properties)) {
      expect([typeof title, typeof description]).toEqual(['string', 'string']);
    }
  });

  it('offers choices and bounds that are read as they are', () => {
    for (const [name, { oneOf, minimum, maximum }] of Object.entries(properties)) {
      const values = oneOf?.map(choice => choice.const) ?? [minimum, maximum];
      for (const value of values.filter(one => one !== undefined)) {
        expect(readAll({ [name]: value })).toEqual({ ...allDefaults, [name]: value });
      }
    }
    expect(properties.colorMap.oneOf?.map(choice => choice.const)).toEqual(colorMaps);
  });
});

describe('readLogSettings', () => {
  it('takes the default for what has a wrong type or is out of range', () => {
    const wrong = {
      logLevels: { console: 7, logConsole: 'loud', file: null },
      moduleLevels: { io: 'debug', plots: 3, viewer: 'off' },
      logFileSize: 0,
      logFileCount: 'many'
    };
    const moduleLevels = { io: 'debug', viewer: 'off' };
    expect(readLogSettings(wrong)).toEqual({ ...defaultLogSettings, moduleLevels });
    for (const raw of [
      { logLevels: 3, moduleLevels: null },
      { logLevels: [], moduleLevels: 'x' }
    ]) {
      expect(readLogSettings(raw)).toEqual(defaultLogSettings);
    }
  });
});

describe('readSettings', () => {
  it.each([undefined, null, 7, 'viridis', [], {}])('of %p are the defaults', composite => {
    expect(readSettings(composite)).toEqual(defaultSettings);
  });

  it('takes the default for what has a wrong type or is out of range', () => {
    const wrong = {
      colorMap: 'jet',
      scale: 1,
      limits: null,
      cutSteps: -1,
      profiles: ['around'],
      openNexusByDefault: 'no',
      progressDelay: NaN
    };
    expect(readSettings(wrong)).toEqual(defaultSettings);
    expect(readSettings({ ...wrong, openNexusByDefault: false, cutSteps: 3 })).toEqual({
      ...defaultSettings,
      openNexusByDefault: false,
      cutSteps: 3
    });
  });
});

/** What the registry throws is not always an error. */
const throwing = (reason: unknown) => async () => {
  await Promise.resolve();
  throw reason;
};

function fakeRegistry(composite: object) {
  const settings = { composite, changed: null as unknown as Signal<object, void> };
  settings.changed = new Signal<object, void>(settings);
  const load = jest.fn(() => Promise.resolve(settings));
  return { settings, load, registry: { load } as unknown as ISettingRegistry };
}

describe('the settings of a page', () => {
  it('are the defaults until they are loaded, and follow each change', async () => {
    const { settings, registry } = fakeRegistry({ limits: 'percentile', scale: 'log' });
    const viewer = viewerSettings(registry);
    expect([viewer.current, viewer.view.percentile]).toEqual([defaultSettings, null]);
    await viewer.ready;
    expect(viewer.view).toEqual({ colorMap: 'viridis', scale: 'log', percentile: [1, 99] });
    let changes = 0;
    viewer.changed.connect(() => changes++);
    settings.composite = { colorMap: 'magma' };
    settings.changed.emit();
    expect([viewer.view.colorMap, changes]).toEqual(['magma', 1]);
  });

  it('are loaded once, whoever asks, and known to who comes later', async () => {
    const { load, registry } = fakeRegistry({ scale: 'log' });
    const viewer = viewerSettings(registry);
    expect(viewerSettings(registry)).toBe(viewer);
    await ownSettings(registry).ready;
    expect(load).toHaveBeenCalledTimes(1);
    const log = new Log({ session: 's' });
    const followed = followLogSettings(log, ownSettings(registry));
    await followed.ready;
    expect(followed.limits()).toEqual({ count: 5, total: 50e6 });
    log.dispose();
  });

  it('are the defaults where there are none', async () => {
    const viewer = viewerSettings(null);
    await viewer.ready;
    expect([viewer.current, viewer.failure]).toEqual([defaultSettings, null]);
  });

  it.each([
    ['an error', throwing(new Error('gone')), 'gone'],
    ['what the schema found', throwing([{ message: 'no such plugin' }]), 'no such plugin'],
    ['nothing at all', throwing(undefined), 'undefined'],
    [
      'at once',
      () => {
        throw new Error('gone');
      },
      'gone'
    ]
  ])('are the defaults where loading throws %s', async (_, load, message) => {
    const registry = { load } as unknown as ISettingRegistry;
    const viewer = viewerSettings(registry);
    await viewer.ready;
    expect([viewer.current, viewer.failure]).toEqual([defaultSettings, message]);
    expect(viewerSettings(registry)).toBe(viewer);
  });

  it('stand in the stack of no error that others make while they are loaded', async () => {
    let stack = '';
    const load = async () => {
      await Promise.resolve();
      stack = new Error().stack ?? '';
      return fakeRegistry({}).settings;
    };
    await viewerSettings({ load } as unknown as ISettingRegistry).ready;
    expect(stack).toContain('load');
    expect(stack).not.toMatch(/ownsettings|plugins[\\/]settings\.ts/);
  });
});
