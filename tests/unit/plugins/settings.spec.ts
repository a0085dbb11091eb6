import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';
import { colorMapNames } from '../../../src/plots/colormap';
import { defaultSettings, readSettings, ViewerSettings } from '../../../src/plugins/settings';
import { defaultLogSettings, readLogSettings } from '../../../src/plugins/logsettings';

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
    expect(Object.fromEntries(defaults)).toEqual(allDefaults);
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
    expect(properties.colorMap.oneOf?.map(choice => choice.const)).toEqual(colorMapNames);
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

function fakeRegistry(composite: object) {
  const settings = { composite, changed: null as unknown as Signal<object, void> };
  settings.changed = new Signal<object, void>(settings);
  const registry = { load: () => Promise.resolve(settings) } as unknown as ISettingRegistry;
  return { settings, registry };
}

describe('ViewerSettings', () => {
  it('are the defaults until they are loaded, and follow each change until the end', async () => {
    const { settings, registry } = fakeRegistry({ limits: 'percentile', scale: 'log' });
    const viewer = new ViewerSettings(registry, 'id', fail);
    expect([viewer.current, viewer.view.percentile]).toEqual([defaultSettings, null]);
    await viewer.ready;
    expect(viewer.view).toEqual({ colorMap: 'viridis', scale: 'log', percentile: [1, 99] });
    let told = 0;
    viewer.changed.connect(() => told++);
    settings.composite = { colorMap: 'magma' };
    settings.changed.emit();
    expect([viewer.view.colorMap, told]).toEqual(['magma', 1]);
    viewer.dispose();
    settings.composite = {};
    settings.changed.emit();
    expect([viewer.view.colorMap, told]).toEqual(['magma', 1]);
  });

  it('stay the defaults where there are none, or they fail; the failure is told', async () => {
    await new ViewerSettings(null, 'id', fail).ready;
    const errors: unknown[] = [];
    const registry = { load: () => Promise.reject(new Error('gone')) };
    const viewer = new ViewerSettings(registry as unknown as ISettingRegistry, 'id', error =>
      errors.push(error)
    );
    await viewer.ready;
    expect([viewer.current, errors]).toEqual([defaultSettings, [new Error('gone')]]);
  });
});

function fail(error: unknown): never {
  throw error;
}
