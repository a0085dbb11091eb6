/**
 * An axis of a grid, which repeats few energies over many points: point i has `values[Math.floor(i
 * / run) % values.length]`. Plain data, so it can be posted to a worker.
 */
export interface GridAxis {
  /** Energies along the axis (m), eV. */
  values: Float64Array;
  /** Number of consecutive points with the same energy. */
  run: number;
  /** Number of points (n). */
  length: number;
}

/** The energy of each point (n), eV: one value per point, or the axis of a grid. */
export type PointAxis = Float64Array | GridAxis;

/** Whether an axis is that of a grid. */
export function isGrid(axis: PointAxis): axis is GridAxis {
  return !ArrayBuffer.isView(axis);
}

/** A constant axis: one energy, or NaN if unknown, at all of n points. */
export function constantAxis(value: number, length: number): GridAxis {
  return { values: Float64Array.of(value), run: Math.max(length, 1), length };
}

const expanded = new WeakMap<GridAxis, Float64Array>();

/** The value of each point (n); computed once per axis. Use `energyAt` where that suffices. */
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

/** Write each value `run` times, cyclically, until an array is full. */
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

/** All values that occur on an axis, in some order: of a grid far fewer than points. */
export function axisValues(axis: PointAxis): Float64Array {
  return isGrid(axis) ? axis.values : axis;
}

/** Number of points with each of `axisValues`; the same for all values of a grid. */
export function repeatsOf(axis: PointAxis): number {
  return isGrid(axis) ? axis.length / axis.values.length : 1;
}

/** The energy of one point. */
export function energyAt(axis: PointAxis, i: number): number {
  return isGrid(axis) ? axis.values[Math.floor(i / axis.run) % axis.values.length] : axis[i];
}

/** Map the values of an axis: those of a grid once each. */
export function mapAxis(axis: PointAxis, make: (value: number) => number): PointAxis {
  return isGrid(axis) ? { ...axis, values: axis.values.map(make) } : axis.map(make);
}
