import type { IFigure } from './plotly.js';

/**
 * A figure that reuses equal arrays of the previous one: plotly compares arrays by identity, and a
 * point that becomes hollow then need not cause a full layout.
 */
export function reused({ data, layout }: IFigure, before: IFigure | null): IFigure {
  return {
    data: data.map((trace, i) => reusedIn(trace, before?.data[i]) as Record<string, unknown>),
    layout
  };
}

function reusedIn(now: unknown, before: unknown): unknown {
  if (Array.isArray(now)) {
    return Array.isArray(before) && areSame(now, before) ? before : now;
  }
  if (!isPlain(now) || !isPlain(before)) {
    return now;
  }
  return Object.fromEntries(
    Object.entries(now).map(([key, value]) => [key, reusedIn(value, before[key])])
  );
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}
