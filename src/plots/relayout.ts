import type { Range } from '../analysis/document/index.js';

/** The ranges of both axes. */
export interface IAxesRange {
  x: Range;
  y: Range;
}

/**
 * The visible range chosen by dragging, from plotly's event: `reset` for all; null if the event has
 * no ranges.
 * @param now the previous range; an axis that was not dragged stays.
 */
export function draggedTo(
  change: Readonly<Record<string, unknown>>,
  now: IAxesRange
): IAxesRange | 'reset' | null {
  if (change['xaxis.autorange'] || change['yaxis.autorange']) {
    return 'reset';
  }
  if (!Object.keys(change).some(name => name.includes('.range'))) {
    return null;
  }
  return { x: rangeOf(change, 'xaxis', now.x), y: rangeOf(change, 'yaxis', now.y) };
}

function rangeOf(change: Readonly<Record<string, unknown>>, axis: string, now: Range): Range {
  const [low, high] = [change[`${axis}.range[0]`], change[`${axis}.range[1]`]];
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : now;
}

/** Largest power of ten, to avoid overflow. */
const mostPower = 300;

/**
 * The intensities of a range of powers of ten: positive finite numbers, however far it was moved or
 * magnified.
 */
export function powersOf([low, high]: Range): Range {
  const within = (least: number, most: number, value: number) =>
    Math.max(least, Math.min(most, value));
  return [
    10 ** within(-mostPower, mostPower - 1, low),
    10 ** within(1 - mostPower, mostPower, high)
  ];
}

/**
 * A range moved by a fraction of itself; unchanged if its numbers could no longer be distinguished.
 */
export function moved([low, high]: Range, part: number): Range {
  const by = (high - low) * part;
  return checked([low + by, high + by], [low, high]);
}

/** A range scaled about its middle. */
export function magnified([low, high]: Range, factor: number): Range {
  const [middle, half] = [(low + high) / 2, ((high - low) / 2) * factor];
  return checked([middle - half, middle + half], [low, high]);
}

/** The new range, unless it is empty or not finite. */
function checked(range: Range, now: Range): Range {
  const [low, high] = range;
  const isRange = low !== high && Number.isFinite(high - low) && low < high === now[0] < now[1];
  return isRange ? range : now;
}
