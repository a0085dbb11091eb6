import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal, type ISignal } from '@lumino/signaling';
import { colorMaps, type ColorScale, type MapView } from '../analysis/document/index.js';
import {
  defaultPreferences,
  usualPercentile,
  type IViewerPreferences,
  type ProfilePlaces
} from '../widgets/preferences.js';
import { ownSettings, type OwnSettings } from './ownsettings.js';

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
export function preferredView({ colorMap, scale, limits }: IViewerSettings): Partial<MapView> {
  return { colorMap, scale, percentile: limits === 'percentile' ? usualPercentile : null };
}

/** The settings as they stand: the defaults until they are loaded, and where they can't be. */
export class ViewerSettings {
  constructor(private _own: OwnSettings) {
    this._current = readSettings(_own.composite);
    _own.changed.connect(() => {
      this._current = readSettings(_own.composite);
      this._changed.emit(this._current);
    });
  }

  /** Resolves when the settings are loaded or can't be; never rejects. */
  get ready(): Promise<void> {
    return this._own.ready;
  }

  /** Why they can't be loaded; null where they are, or where there are none. */
  get failure(): string | null {
    return this._own.failure;
  }

  get current(): IViewerSettings {
    return this._current;
  }

  /** Emitted after each change. */
  get changed(): ISignal<this, IViewerSettings> {
    return this._changed;
  }

  /** As `preferredView`. */
  get view(): Partial<MapView> {
    return preferredView(this._current);
  }

  private _current: IViewerSettings;
  private _changed = new Signal<this, IViewerSettings>(this);
}

const known = new WeakMap<OwnSettings, ViewerSettings>();

/** The viewer's settings: one object for the whole page. */
export function viewerSettings(registry: ISettingRegistry | null): ViewerSettings {
  const own = ownSettings(registry);
  const settings = known.get(own) ?? new ViewerSettings(own);
  known.set(own, settings);
  return settings;
}
