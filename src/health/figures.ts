import type { IViewerFigures } from '../diagnostics/healthfacts.js';
import type { IMemorySample } from './monitor.js';

export type { IComputeFigures, IReaderFigures } from '../diagnostics/healthfacts.js';

/** Everything the health panel shows, at one moment; JSON. */
export interface IHealthFigures extends IViewerFigures {
  session: string;
  samples: readonly IMemorySample[];
}

/** How fast a number grows, over the time it was looked at. */
export class Rate {
  /** @param _span ms that count. */
  constructor(private _span = 10_000) {}

  /** @param time ms. @returns growth in a second. */
  next(value: number, time: number): number {
    this._seen.push({ value, time });
    while (this._seen.length > 2 && time - this._seen[0].time > this._span) {
      this._seen.shift();
    }
    const { value: from, time: since } = this._seen[0];
    return time > since ? ((value - from) / (time - since)) * 1000 : 0;
  }

  private _seen: { value: number; time: number }[] = [];
}

/** Bytes for a person: 3 kB, 12 MB, 1.5 GB. */
export function bytesText(bytes: number): string {
  const [unit, size] =
    bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : bytes >= 1e3 ? ['kB', 1e3] : ['B', 1];
  const value = bytes / Number(size);
  return `${value >= 10 || size === 1 ? Math.round(value) : value.toFixed(1)} ${unit}`;
}

/** A span for a person: 42 s, 7 min, 3 h 5 min. */
export function spanText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0
    ? `${hours} h ${minutes % 60} min`
    : minutes > 0
      ? `${minutes} min`
      : `${Math.floor(seconds)} s`;
}
