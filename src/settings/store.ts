import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { PartialJSONValue } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { markAsDisposed, trackDisposable } from '../lifecycle/tracker.js';
import { settingsId } from './id.js';
import { loadSettings, messageOf } from '../workarounds/settingsload.js';
import type { ISettings } from './properties.js';
import { defaultSettings, readSettings } from './read.js';

/** The current settings of the page: the defaults until they are loaded, or if they can't be. */
export class SettingsStore implements IDisposable {
  constructor(private _registry: ISettingRegistry | null) {
    trackDisposable(this);
    this.ready = _registry ? this._load(_registry) : Promise.resolve();
  }

  /** Resolves when the settings are loaded or can't be; never rejects. */
  readonly ready: Promise<void>;

  get current(): ISettings {
    return this._current;
  }

  /** Emitted when the settings are loaded, and after each change. */
  get changed(): ISignal<this, ISettings> {
    return this._changed;
  }

  /** Why the settings can't be loaded; null if they are loaded, or there is no registry. */
  get failure(): string | null {
    return this._failure;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Report invalid settings and failures to load them; each sentence once per page. */
  onProblem(report: (sentence: string) => void): void {
    this._report = report;
    this._flush();
  }

  /** Write a setting. @returns whether there is a registry to write to. */
  async set(name: keyof ISettings, value: PartialJSONValue): Promise<boolean> {
    await this._registry?.set(settingsId, name, value);
    return this._registry !== null;
  }

  dispose(): void {
    this._isDisposed = true;
    markAsDisposed(this);
    Signal.clearData(this);
  }

  private async _load(registry: ISettingRegistry): Promise<void> {
    try {
      const settings = await loadSettings(registry, settingsId);
      if (this._isDisposed) {
        return;
      }
      this._failure = null;
      const onChanged = () => this._set(settings.composite);
      settings.changed.connect(onChanged, this);
      onChanged();
    } catch (reason) {
      this._failure = messageOf(reason);
      this._problems.add(
        `The settings can't be loaded, so defaults replace the invalid values; correct them and reload the page: ${this._failure}`
      );
      if (!this._isDisposed) {
        this._await(registry);
        const written = await asWritten(registry);
        if (this._failure !== null) {
          this._set(written);
        }
      }
    }
  }

  /** Load the settings once the registry has them: the invalid setting was corrected. */
  private _await(registry: ISettingRegistry): void {
    const onPlugin = (_: unknown, id: string) => {
      if (id === settingsId) {
        registry.pluginChanged.disconnect(onPlugin, this);
        void this._load(registry);
      }
    };
    registry.pluginChanged.connect(onPlugin, this);
  }

  private _set(raw: unknown): void {
    if (this._isDisposed) {
      return;
    }
    const { settings, problems } = readSettings(raw);
    this._current = settings;
    problems.forEach(problem => this._problems.add(problem));
    this._flush();
    this._changed.emit(settings);
  }

  private _flush(): void {
    const report = this._report;
    if (report) {
      const fresh = [...this._problems].filter(problem => !this._reported.has(problem));
      fresh.forEach(problem => this._reported.add(problem));
      fresh.forEach(report);
    }
  }

  private _current = defaultSettings;
  private _failure: string | null = null;
  private _problems = new Set<string>();
  private _reported = new Set<string>();
  private _report: ((sentence: string) => void) | null = null;
  private _isDisposed = false;
  private _changed = new Signal<this, ISettings>(this);
}

/**
 * The settings as stored on the server. JupyterLab refuses all settings if one is invalid, for
 * example an administrator's override; reading them here lets the valid ones take effect.
 */
async function asWritten(registry: ISettingRegistry): Promise<unknown> {
  const { connector } = registry as { connector?: { fetch(id: string): Promise<unknown> } };
  try {
    const { schema, settings } = ((await connector?.fetch(settingsId)) ?? {}) as IFetched;
    const defaults = Object.entries(schema?.properties ?? {}).map(([name, property]) => [
      name,
      property.default
    ]);
    return { ...Object.fromEntries(defaults), ...settings } as unknown;
  } catch {
    return undefined; // no server
  }
}

/** The server's reply; defaults include the administrator's overrides. */
interface IFetched {
  schema?: { properties?: Record<string, { default?: unknown }> };
  settings?: object;
}

const known = new WeakMap<ISettingRegistry, SettingsStore>();

/** The settings store, shared by the page. */
export function settingsOf(registry: ISettingRegistry | null): SettingsStore {
  const store = (registry && known.get(registry)) ?? new SettingsStore(registry);
  if (registry) {
    known.set(registry, store);
  }
  return store;
}
