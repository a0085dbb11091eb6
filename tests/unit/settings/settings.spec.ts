import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';
import { colorMaps } from '../../../src/analysis/document';
import { isThreshold, levels } from '../../../src/diagnostics/levels';
import {
  defaultSettings,
  readSettings,
  settingsOf,
  type SettingsStore
} from '../../../src/settings';
import { defaultPreferences, preferredView } from '../../../src/widgets/preferences';

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

const read = (raw: unknown) => readSettings(raw).settings;

describe('the settings schema', () => {
  it('has each setting with the same default, a title and a description', () => {
    const defaults = Object.entries(properties).map(([name, property]) => [name, property.default]);
    expect(Object.fromEntries(defaults)).toEqual(defaultSettings);
    for (const { title, description } of Object.values(properties)) {
      expect([typeof title, typeof description]).toEqual(['string', 'string']);
    }
    expect(defaultSettings).toMatchObject(defaultPreferences);
  });

  it('offers choices and bounds as they are read', () => {
    for (const [name, { oneOf, minimum, maximum }] of Object.entries(properties)) {
      const values = oneOf?.map(choice => choice.const) ?? [minimum, maximum];
      for (const value of values.filter(entry => entry !== undefined)) {
        const { settings, problems } = readSettings({ [name]: value });
        expect(settings).toEqual({ ...defaultSettings, [name]: value });
        expect(problems).toEqual([]);
      }
    }
    expect(properties.colorMap.oneOf?.map(choice => choice.const)).toEqual(colorMaps);
  });

  it('allows the levels that the log accepts', () => {
    expect(Object.values(defaultSettings.logLevels).every(isThreshold)).toBe(true);
    for (const level of [...levels, 'off']) {
      expect(readSettings({ moduleLevels: { io: level } }).problems).toEqual([]);
    }
  });
});

describe('readSettings', () => {
  it.each([undefined, null, 7, 'viridis', [], {}])('of %p are the defaults', composite => {
    expect(readSettings(composite)).toEqual({ settings: defaultSettings, problems: [] });
  });

  it('falls back to the default for what has a wrong type or is out of range, and reports which', () => {
    const wrong = {
      colorMap: 'jet',
      scale: 1,
      limits: null,
      cutSteps: -1,
      profiles: ['around'],
      openNexusByDefault: 'no',
      progressDelay: NaN
    };
    const { settings, problems } = readSettings(wrong);
    expect(settings).toEqual(defaultSettings);
    expect(problems.map(problem => problem.split(' ')[2])).toEqual(Object.keys(wrong));
    expect(problems[3]).toBe(
      'The setting cutSteps is -1 and must be a number from 0.1 to 1000: its default 1 is used.'
    );
    expect(read({ ...wrong, openNexusByDefault: false, cutSteps: 3 })).toEqual({
      ...defaultSettings,
      openNexusByDefault: false,
      cutSteps: 3
    });
  });

  it('accepts each valid part of the levels', () => {
    const wrong = {
      logLevels: { console: 7, logConsole: 'loud', file: null },
      moduleLevels: { io: 'debug', plots: 3, viewer: 'off' },
      logFileSize: 0,
      logFileCount: 2.5
    };
    const { settings, problems } = readSettings(wrong);
    const moduleLevels = { io: 'debug', viewer: 'off' };
    expect(settings).toEqual({ ...defaultSettings, moduleLevels });
    expect(problems.map(problem => problem.split(' ')[2])).toEqual([
      'logLevels.console',
      'logLevels.logConsole',
      'logLevels.file',
      'moduleLevels.plots',
      'logFileSize',
      'logFileCount'
    ]);
    expect(read({ logLevels: { file: 'off' } }).logLevels).toEqual({
      ...defaultSettings.logLevels,
      file: 'off'
    });
    for (const raw of [
      { logLevels: 3, moduleLevels: null },
      { logLevels: [], moduleLevels: 'x' }
    ]) {
      expect(read(raw)).toEqual(defaultSettings);
    }
  });

  it('truncates a wrong value to a line', () => {
    const [problem] = readSettings({ scale: 'x'.repeat(10_000) }).problems;
    expect(problem.length).toBeLessThan(200);
  });
});

/** The registry does not always throw an error. */
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

/** Of a registry: a plugin's settings were loaded or changed. */
const unchanging = () => new Signal<object, string>({});

describe('the settings of a page', () => {
  const stores = new Set<SettingsStore>();
  const storeOf = (registry: ISettingRegistry | null) => {
    const store = settingsOf(registry);
    stores.add(store);
    return store;
  };
  afterEach(() => {
    stores.forEach(store => store.dispose());
    stores.clear();
  });

  it('are the defaults until they are loaded, and follow each change', async () => {
    const { settings, registry } = fakeRegistry({ limits: 'percentile', scale: 'log' });
    const store = storeOf(registry);
    expect(store.current).toEqual(defaultSettings);
    expect(preferredView(store.current).percentile).toBe(null);
    await store.ready;
    const view = preferredView(store.current);
    expect(view).toEqual({ colorMap: 'viridis', scale: 'log', percentile: [1, 99] });
    let changes = 0;
    store.changed.connect(() => changes++);
    settings.composite = { colorMap: 'magma' };
    settings.changed.emit();
    expect([store.current.colorMap, changes]).toEqual(['magma', 1]);
    store.dispose();
    settings.composite = { colorMap: 'oslo' };
    settings.changed.emit();
    expect([store.current.colorMap, changes]).toEqual(['magma', 1]);
  });

  it('are loaded once, whoever requests them, and available to later callers', async () => {
    const { load, registry } = fakeRegistry({ logFileCount: 7 });
    const store = storeOf(registry);
    expect(storeOf(registry)).toBe(store);
    await storeOf(registry).ready;
    expect(load).toHaveBeenCalledTimes(1);
    expect(store.current.logFileCount).toBe(7);
  });

  it('report what is wrong once, also to those who request them before they are loaded', async () => {
    const { settings, registry } = fakeRegistry({ cutSteps: 'wide', scale: 'log' });
    const store = storeOf(registry);
    const messages: string[] = [];
    store.onProblem(problem => messages.push(problem));
    await store.ready;
    expect(messages).toEqual([expect.stringContaining('cutSteps is "wide"')]);
    expect(store.current).toEqual({ ...defaultSettings, scale: 'log' });
    settings.changed.emit(); // unchanged
    settings.composite = { cutSteps: 'wide', autosaveInterval: 0 };
    settings.changed.emit();
    expect(messages.slice(1)).toEqual([expect.stringContaining('autosaveInterval is 0')]);
  });

  it('are the defaults if there are none', async () => {
    const store = storeOf(null);
    await store.ready;
    expect([store.current, store.failure]).toEqual([defaultSettings, null]);
    expect(await store.set('schemas', [])).toBe(false);
  });

  it('are written if there is a registry', async () => {
    const set = jest.fn(() => Promise.resolve());
    const { registry } = fakeRegistry({});
    const store = storeOf(Object.assign(registry, { set }));
    expect(await store.set('schemas', [{ a: 1 }])).toBe(true);
    expect(set).toHaveBeenCalledWith('jupyterlab-xes:plugin', 'schemas', [{ a: 1 }]);
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
  ])('are the defaults if loading throws %s', async (_, load, message) => {
    const registry = { load, pluginChanged: unchanging() } as unknown as ISettingRegistry;
    const store = storeOf(registry);
    const messages: string[] = [];
    store.onProblem(problem => messages.push(problem));
    await store.ready;
    expect([store.current, store.failure]).toEqual([defaultSettings, message]);
    expect(messages).toEqual([expect.stringContaining(message)]);
    expect(storeOf(registry)).toBe(store);
  });

  it('are the valid ones of the file, if JupyterLab refuses them all for one', async () => {
    const registry = {
      pluginChanged: unchanging(),
      load: throwing([{ message: 'must be number', instancePath: '/cutSteps' }]),
      connector: {
        fetch: async () => ({
          schema: { properties: { scale: { default: 'log' }, profiles: { default: 7 } } },
          settings: { cutSteps: 'wide', colorMap: 'oslo' }
        })
      }
    } as unknown as ISettingRegistry;
    const store = storeOf(registry);
    const messages: string[] = [];
    store.onProblem(problem => messages.push(problem));
    await store.ready;
    expect(store.current).toEqual({ ...defaultSettings, colorMap: 'oslo', scale: 'log' });
    expect(messages).toEqual([
      expect.stringContaining('/cutSteps must be number'),
      expect.stringContaining('cutSteps is "wide"'),
      expect.stringContaining('profiles is 7')
    ]);
  });

  it('are applied when the wrong one is corrected', async () => {
    const { settings, load, registry } = fakeRegistry({ colorMap: 'oslo' });
    const pluginChanged = unchanging();
    Object.assign(registry, { pluginChanged });
    load.mockImplementationOnce(throwing([{ message: 'must be number' }]));
    const store = storeOf(registry);
    await store.ready;
    expect(store.current).toEqual(defaultSettings);
    const taken = new Promise<void>(resolve => store.changed.connect(() => resolve()));
    pluginChanged.emit('another:plugin');
    expect(load).toHaveBeenCalledTimes(1);
    pluginChanged.emit('jupyterlab-xes:plugin');
    await taken;
    expect([store.current.colorMap, store.failure]).toEqual(['oslo', null]);
    pluginChanged.emit('jupyterlab-xes:plugin'); // from here on they are followed
    expect(load).toHaveBeenCalledTimes(2);
    settings.composite = { colorMap: 'magma' };
    settings.changed.emit();
    expect(store.current.colorMap).toBe('magma');
  });

  it('do not notify owners that ended while they were loaded', async () => {
    const { settings, registry } = fakeRegistry({ colorMap: 'oslo' });
    const connect = jest.spyOn(settings.changed, 'connect');
    const store = storeOf(registry);
    store.dispose();
    await store.ready;
    expect([connect.mock.calls, store.current]).toEqual([[], defaultSettings]);

    const pluginChanged = unchanging();
    const listen = jest.spyOn(pluginChanged, 'connect');
    const load = throwing(new Error('gone'));
    const failing = storeOf({ load, pluginChanged } as unknown as ISettingRegistry);
    failing.dispose();
    await failing.ready;
    expect(listen).not.toHaveBeenCalled();
  });

  it("do not appear in the stack of others' errors while they are loaded", async () => {
    let stack = '';
    const load = async () => {
      await Promise.resolve();
      stack = new Error().stack ?? '';
      return fakeRegistry({}).settings;
    };
    await storeOf({ load } as unknown as ISettingRegistry).ready;
    expect(stack).toContain('load');
    expect(stack).not.toMatch(/src[\\/](settings|workarounds)/);
  });
});
