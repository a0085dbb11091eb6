import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { colorMaps, type ColorScale, type ViewState } from '../analysis/document.js';
import {
  defaultPreferences,
  usualPercentile,
  type IViewerPreferences,
  type ProfilePlaces
} from '../widgets/preferences.js';

/** What a person set; `schema/plugin.json` says what each means. */
export interface IViewerSettings extends IViewerPreferences {
  colorMap: string;
  scale: ColorScale;
  limits: 'extent' | 'percentile';
  openNexusByDefault: boolean;
  /** MB: 10⁶ bytes. */
  memoryThreshold: number;
  /** s */
  memoryInterval: number;
  /** Work at risk, and the time between two heartbeats; s. */
  autosaveInterval: number;
  heartbeatInterval: number;
}

export const defaultSettings: IViewerSettings = {
  ...defaultPreferences,
  colorMap: 'viridis',
  scale: 'linear',
  limits: 'extent',
  openNexusByDefault: true,
  memoryThreshold: 512,
  memoryInterval: 30,
  autosaveInterval: 2,
  heartbeatInterval: 5
};

type NumberKey =
  | 'cutSteps'
  | 'progressDelay'
  | 'memoryThreshold'
  | 'memoryInterval'
  | 'autosaveInterval'
  | 'heartbeatInterval';

const scales: readonly ColorScale[] = ['linear', 'log', 'symlog'];
const limits = ['extent', 'percentile'] as const;
const places: readonly ProfilePlaces[] = ['around', 'right', 'below'];

/** Read settings; what is missing, of a wrong type or out of range is the default. */
export function readSettings(composite: unknown): IViewerSettings {
  const raw = (typeof composite === 'object' && composite !== null ? composite : {}) as Record<
    keyof IViewerSettings,
    unknown
  >;
  const fallback = defaultSettings;
  const number = (key: NumberKey, low: number, high: number) => {
    const value = raw[key];
    return typeof value === 'number' && value >= low && value <= high ? value : fallback[key];
  };
  return {
    colorMap: colorMaps.find(name => name === raw.colorMap) ?? fallback.colorMap,
    scale: scales.find(name => name === raw.scale) ?? fallback.scale,
    limits: limits.find(name => name === raw.limits) ?? fallback.limits,
    cutSteps: number('cutSteps', 0.1, 1000),
    profiles: places.find(name => name === raw.profiles) ?? fallback.profiles,
    openNexusByDefault:
      typeof raw.openNexusByDefault === 'boolean'
        ? raw.openNexusByDefault
        : fallback.openNexusByDefault,
    progressDelay: number('progressDelay', 0, 60_000),
    memoryThreshold: number('memoryThreshold', 16, 65_536),
    memoryInterval: number('memoryInterval', 1, 3600),
    autosaveInterval: number('autosaveInterval', 0.5, 60),
    heartbeatInterval: number('heartbeatInterval', 1, 60)
  };
}

/** How a document is looked at that does not say so itself. */
export function preferredView({ colorMap, scale, limits }: IViewerSettings): Partial<ViewState> {
  return { colorMap, scale, percentile: limits === 'percentile' ? usualPercentile : null };
}

/** The settings as they stand: the defaults until they are loaded, and where they can't be. */
export class ViewerSettings implements IDisposable {
  constructor(
    registry: ISettingRegistry | null,
    id: string,
    private _onError: (error: unknown) => void
  ) {
    this.ready = registry ? this._load(registry, id) : Promise.resolve();
  }

  /** Resolves when the settings are loaded or can't be; never rejects. */
  readonly ready: Promise<void>;

  get current(): IViewerSettings {
    return this._current;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, IViewerSettings> {
    return this._changed;
  }

  /** As `preferredView`. */
  get view(): Partial<ViewState> {
    return preferredView(this._current);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._settings?.changed.disconnect(this._read, this);
    this._settings = null;
    Signal.clearData(this);
  }

  private async _load(registry: ISettingRegistry, id: string): Promise<void> {
    try {
      const settings = await registry.load(id);
      if (!this._isDisposed) {
        this._settings = settings;
        settings.changed.connect(this._read, this);
        this._read(settings);
      }
    } catch (error) {
      this._onError(error);
    }
  }

  private _read({ composite }: ISettingRegistry.ISettings): void {
    this._current = readSettings(composite);
    this._changed.emit(this._current);
  }

  private _current = defaultSettings;
  private _settings: ISettingRegistry.ISettings | null = null;
  private _isDisposed = false;
  private _changed = new Signal<this, IViewerSettings>(this);
}
