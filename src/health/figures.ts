import type { IViewerFigures } from '../diagnostics/healthfacts.js';
import type { IMemorySample } from './memorymonitor.js';

export type { IComputeFigures, IReaderFigures } from '../diagnostics/healthfacts.js';

/** Everything the health panel shows, at one moment; JSON. */
export interface IHealthFigures extends IViewerFigures {
  session: string;
  samples: readonly IMemorySample[];
}

/** Growth rate of a number over a recent span. */
export class Rate {
  /** @param _span length of the span, ms. */
  constructor(private _span = 10_000) {}

  /** @param time ms. @returns growth per second. */
  next(value: number, time: number): number {
    this._samples.push({ value, time });
    while (this._samples.length > 2 && time - this._samples[0].time > this._span) {
      this._samples.shift();
    }
    const { value: from, time: since } = this._samples[0];
    return time > since ? ((value - from) / (time - since)) * 1000 : 0;
  }

  private _samples: { value: number; time: number }[] = [];
}

/** Bytes as text: 3 kB, 12 MB, 1.5 GB. */
export function bytesText(bytes: number): string {
  const [unit, size] =
    bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : bytes >= 1e3 ? ['kB', 1e3] : ['B', 1];
  const value = bytes / Number(size);
  return `${value >= 10 || size === 1 ? Math.round(value) : value.toFixed(1)} ${unit}`;
}

/** A duration as text: 42 s, 7 min, 3 h 5 min. */
export function spanText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0
    ? `${hours} h ${minutes % 60} min`
    : minutes > 0
      ? `${minutes} min`
      : `${Math.floor(seconds)} s`;
}
