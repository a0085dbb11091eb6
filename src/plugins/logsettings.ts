import { isThreshold, type ILevels, type Threshold } from '../diagnostics/levels.js';
import type { Log } from '../diagnostics/log.js';
import type { ILogLimits } from '../diagnostics/sinks/contentslog.js';
import type { OwnSettings } from './ownsettings.js';

/** Sinks of the log that have a level of their own. */
export type SinkName = 'console' | 'logConsole' | 'file';

/** What a person set about the log. */
export interface ILogSettings {
  logLevels: Record<SinkName, Threshold>;
  moduleLevels: Record<string, Threshold>;
  /** MB; see `logFileCount`. */
  logFileSize: number;
  /** Files of a session; times their size, what all sessions have in a folder. */
  logFileCount: number;
}

export const defaultLogSettings: ILogSettings = {
  logLevels: { console: 'warning', logConsole: 'info', file: 'warning' },
  moduleLevels: {},
  logFileSize: 10,
  logFileCount: 5
};

/** Read settings; what is missing, of a wrong type or out of range is the default. */
export function readLogSettings(raw: Readonly<Record<string, unknown>>): ILogSettings {
  const fallback = defaultLogSettings;
  const levels = object(raw.logLevels);
  const level = (name: SinkName) => {
    const value = levels[name];
    return isThreshold(value) ? value : fallback.logLevels[name];
  };
  const modules = Object.entries(object(raw.moduleLevels)).filter(
    (entry): entry is [string, Threshold] => isThreshold(entry[1])
  );
  return {
    logLevels: {
      console: level('console'),
      logConsole: level('logConsole'),
      file: level('file')
    },
    moduleLevels: Object.fromEntries(modules),
    logFileSize: within(raw.logFileSize, 1, 1000) ?? fallback.logFileSize,
    logFileCount: Math.round(within(raw.logFileCount, 1, 100) ?? fallback.logFileCount)
  };
}

/** As the log takes them. */
export function levelsOf({ logLevels, moduleLevels }: ILogSettings): ILevels {
  return { sinks: logLevels, modules: moduleLevels };
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function within(value: unknown, low: number, high: number): number | null {
  return typeof value === 'number' && value >= low && value <= high ? value : null;
}

/** What of the settings does not go to the log itself. */
export interface IFollowed {
  /** Resolves when the settings are loaded or can't be; never rejects. */
  ready: Promise<void>;
  /** As they stand now. */
  limits: () => ILogLimits;
}

/** Set the log's levels by the settings, now and whenever they change. */
export function followLogSettings(log: Log, own: OwnSettings): IFollowed {
  let current = readLogSettings(own.composite);
  const read = () => {
    current = readLogSettings(own.composite);
    if (!log.isDisposed) {
      log.setLevels(levelsOf(current));
    }
  };
  own.changed.connect(read);
  read();
  const limits = () => {
    const { logFileCount: count, logFileSize: size } = current;
    return { count, total: count * size * 1e6 };
  };
  return { ready: own.ready, limits };
}
