import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { PartialJSONValue } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { markAsDisposed, trackDisposable } from '../lifecycle/tracker.js';
import { settingsId } from './id.js';
import { loadSettings, messageOf } from '../workarounds/settingsload.js';
import type { ISettings } from './properties.js';
import { defaultSettings, readSettings } from './read.js';

/** The settings of the page as they stand: the defaults until they are loaded, and where they can't be. */
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

  /** Emitted when they are loaded, and after each change. */
  get changed(): ISignal<this, ISettings> {
    return this._changed;
  }

  /** Why they can't be loaded; null where they are, or where there are none. */
  get failure(): string | null {
    return this._failure;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Hear of each setting that is wrong, and that they can't be loaded: each sentence once for the page. */
  sayProblems(say: (sentence: string) => void): void {
    this._say = say;
    this._tell();
  }

  /** Write a setting. @returns whether there is a place to write it to. */
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
      const onChanged = () => this._take(settings.composite);
      settings.changed.connect(onChanged, this);
      onChanged();
    } catch (reason) {
      this._failure = messageOf(reason);
      this._problems.add(
        `The settings can't be loaded, so the defaults stand for what is wrong; mend it and reload the page: ${this._failure}`
      );
      if (!this._isDisposed) {
        this._await(registry);
        const written = await asWritten(registry);
        if (this._failure !== null) {
          this._take(written);
        }
      }
    }
  }

  /** Load them when the registry has them after all: a setting that was wrong is mended. */
  private _await(registry: ISettingRegistry): void {
    const onPlugin = (_: unknown, id: string) => {
      if (id === settingsId) {
        registry.pluginChanged.disconnect(onPlugin, this);
        void this._load(registry);
      }
    };
    registry.pluginChanged.connect(onPlugin, this);
  }

  private _take(given: unknown): void {
    if (this._isDisposed) {
      return;
    }
    const { settings, problems } = readSettings(given);
    this._current = settings;
    problems.forEach(problem => this._problems.add(problem));
    this._tell();
    this._changed.emit(settings);
  }

  private _tell(): void {
    const say = this._say;
    if (say) {
      const fresh = [...this._problems].filter(problem => !this._said.has(problem));
      fresh.forEach(problem => this._said.add(problem));
      fresh.forEach(say);
    }
  }

  private _current = defaultSettings;
  private _failure: string | null = null;
  private _problems = new Set<string>();
  private _said = new Set<string>();
  private _say: ((sentence: string) => void) | null = null;
  private _isDisposed = false;
  private _changed = new Signal<this, ISettings>(this);
}

/**
 * JupyterLab refuses all settings where one is wrong, as an administrator's may be: what the server has is asked for, so that
 * the others count.
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

/** As the server answers; defaults are the administrator's where there are any. */
interface IFetched {
  schema?: { properties?: Record<string, { default?: unknown }> };
  settings?: object;
}

const known = new WeakMap<ISettingRegistry, SettingsStore>();

/** The settings, the same for everybody on the page. */
export function settingsOf(registry: ISettingRegistry | null): SettingsStore {
  const store = (registry && known.get(registry)) ?? new SettingsStore(registry);
  if (registry) {
    known.set(registry, store);
  }
  return store;
}
