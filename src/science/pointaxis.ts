/**
 * An axis of a grid, which repeats few energies over many points: point i has
 * `values[Math.floor(i / run) % values.length]`. Plain data, so that it crosses a worker's boundary.
 */
export interface GridAxis {
  /** Energies along the axis (m), eV. */
  values: Float64Array;
  /** How many points follow one another with one energy. */
  run: number;
  /** Number of points (n). */
  length: number;
}

/** The energy of each point (n), eV: one value a point, or the axis of a grid. */
export type PointAxis = Float64Array | GridAxis;

/** Whether an axis is one of a grid. */
export function isGrid(axis: PointAxis): axis is GridAxis {
  return !ArrayBuffer.isView(axis);
}

/** An axis that stands still: one energy, or NaN for an unknown one, at all of n points. */
export function constantAxis(value: number, length: number): GridAxis {
  return { values: Float64Array.of(value), run: Math.max(length, 1), length };
}

const expanded = new WeakMap<GridAxis, Float64Array>();

/** The value of each point (n); made once an axis. Not to be asked for where `energyAt` does. */
export function pointValues(axis: PointAxis): Float64Array {
  if (!isGrid(axis)) {
    return axis;
  }
  let values = expanded.get(axis);
  if (!values) {
    values = new Float64Array(axis.length);
    repeat(axis.values, axis.run, values);
    expanded.set(axis, values);
  }
  return values;
}

/** Write each value `run` times, and all again and again, until an array is full. */
export function repeat<T extends Float64Array | Int32Array>(
  values: T,
  run: number,
  target: T
): void {
  for (let at = 0, k = 0; at < target.length; at += run, k = (k + 1) % values.length) {
    if (run === 1) {
      target[at] = values[k];
    } else {
      target.fill(values[k], at, at + run);
    }
  }
}

/** The different places of an axis: all values that occur, in some order. Far fewer than the points of a grid. */
export function axisValues(axis: PointAxis): Float64Array {
  return isGrid(axis) ? axis.values : axis;
}

/** How often each of `axisValues` stands among the points; a grid has each equally often. */
export function repeatsOf(axis: PointAxis): number {
  return isGrid(axis) ? axis.length / axis.values.length : 1;
}

/** The energy of one point. */
export function energyAt(axis: PointAxis, i: number): number {
  return isGrid(axis) ? axis.values[Math.floor(i / axis.run) % axis.values.length] : axis[i];
}

/** An axis whose values are others: of a grid each is made once. */
export function mapAxis(axis: PointAxis, make: (value: number) => number): PointAxis {
  return isGrid(axis) ? { ...axis, values: axis.values.map(make) } : axis.map(make);
}
