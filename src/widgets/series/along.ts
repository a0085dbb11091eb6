import type { ItemKey } from '../../analysis/document/index.js';
import { comparableTimes, isoTime } from '../../base/isotime.js';
import { originOf } from '../../analysis/evaluate/itemkeys.js';
import type { DrawnTable } from '../../compute/types.js';
import type { AnalysisModel } from '../../model/index.js';
import type { ISeries } from '../../plots/index.js';

/**
 * What a series is drawn over: the order of its scans, their start times, or the times given to the
 * step.
 */
export type Along = 'scan' | 'time' | 'given';

/** Times of the rows, from each available source. */
export function timesOf(
  model: AnalysisModel,
  { columns, series }: DrawnTable,
  keys: readonly ItemKey[]
): Partial<Record<Along, ISeries['x']>> {
  const starts = startsOf(model, keys);
  const given = columns.find(({ name }) => name === series?.along)?.values;
  return {
    ...(starts ? { time: sinceFirst(starts) } : {}),
    ...(given && ArrayBuffer.isView(given)
      ? { given: { title: 'Time or dose, as given', values: given, isOrder: false } }
      : {})
  };
}

/** Start times of the scans of items, ms; null if some are unknown, or they can't be compared. */
export function startsOf(model: AnalysisModel, keys: readonly ItemKey[]): number[] | null {
  const facts = new Map(model.scans.map(({ id, facts: one }) => [id, one]));
  const starts = keys.map(key => isoTime(facts.get(originOf(key).id)?.metadata.startTime ?? ''));
  const times = comparableTimes(starts);
  return Array.isArray(times) ? times : null;
}

const units = [
  { name: 'h', length: 3_600_000 },
  { name: 'min', length: 60_000 },
  { name: 's', length: 1000 }
] as const;

/** Times in the largest unit that fits at least twice between the first and the last. */
export function sinceFirst(starts: readonly number[]): ISeries['x'] {
  const [first, last] = starts.reduce(
    ([low, high], start) => [Math.min(low, start), Math.max(high, start)],
    [Infinity, -Infinity]
  );
  const unit = units.find(({ length }) => last - first >= 2 * length) ?? units[2];
  return {
    title: `Time since the first scan (${unit.name})`,
    values: Float64Array.from(starts, start => (start - first) / unit.length),
    isOrder: false
  };
}
