import type { Level } from './types.js';

/** Least severe first. */
export const levels: readonly Level[] = ['debug', 'info', 'warning', 'error', 'critical'];

/** Lowest level that is written; `off` writes nothing. */
export type Threshold = Level | 'off';

/** Thresholds of sinks and modules, by name. */
export interface ILevels {
  sinks: Readonly<Record<string, Threshold>>;
  /** The threshold of a module replaces that of every sink that is not `off`. */
  modules: Readonly<Record<string, Threshold>>;
}

/** Rank of a level; `off` ranks above all. */
export function rankOf(level: Threshold): number {
  return level === 'off' ? levels.length : levels.indexOf(level);
}

/** Lowest rank at which a module's messages reach a sink. */
export function floorOf(sink: Threshold, module: Threshold | undefined): number {
  return rankOf(sink === 'off' ? sink : (module ?? sink));
}

export function isThreshold(value: unknown): value is Threshold {
  return value === 'off' || levels.includes(value as Level);
}
