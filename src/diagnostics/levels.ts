import type { Level } from './types.js';

/** From the least to the most severe. */
export const levels: readonly Level[] = ['debug', 'info', 'warning', 'error', 'critical'];

/** From which level on something is written; `off` writes nothing. */
export type Threshold = Level | 'off';

/** Thresholds of sinks by the sink's name, and of modules by the module's. */
export interface ILevels {
  sinks: Readonly<Record<string, Threshold>>;
  /** Where a module has its own, it stands in the place of every sink's but `off`. */
  modules: Readonly<Record<string, Threshold>>;
}

/** Rank of a level, to compare; that of `off` is above all. */
export function rankOf(level: Threshold): number {
  return level === 'off' ? levels.length : levels.indexOf(level);
}

/** Rank from which on a module's messages reach a sink. @param own the sink's own threshold. */
export function floorOf(own: Threshold, module: Threshold | undefined): number {
  return rankOf(own === 'off' ? own : (module ?? own));
}

export function isThreshold(value: unknown): value is Threshold {
  return value === 'off' || levels.includes(value as Level);
}
