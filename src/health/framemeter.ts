import type { IDisposable } from '@lumino/disposable';
import { DisposableStore, markAsDisposed, trackDisposable } from '../lifecycle/index.js';

/** Frame times and long tasks while the page was visible; ms. */
export interface ILiveFigures {
  /** Null before the second frame. */
  p50: number | null;
  p95: number | null;
  frames: number;
  /** Tasks over 50 ms; null if the browser does not report them. */
  longTasks: { count: number; longest: number } | null;
}

/** Number of frames measured: about four seconds. */
const maxFrames = 240;

/** Measures frame times and long tasks until it is disposed of. */
export class FrameMeter implements IDisposable {
  constructor() {
    trackDisposable(this);
    const step = (now: number) => {
      if (this._last !== null) {
        this._times.push(now - this._last);
        this._times.splice(0, this._times.length - maxFrames);
      }
      this._last = now;
      this._request = requestAnimationFrame(step);
    };
    this._request = requestAnimationFrame(step);
    this._owned.defer(() => cancelAnimationFrame(this._request));
    this._observeTasks();
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  get figures(): ILiveFigures {
    const sorted = [...this._times].sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.ceil(part * sorted.length) - 1] ?? null;
    return { p50: at(0.5), p95: at(0.95), frames: sorted.length, longTasks: this._tasks };
  }

  dispose(): void {
    if (!this.isDisposed) {
      markAsDisposed(this);
      this._owned.dispose();
    }
  }

  private _observeTasks(): void {
    const types = globalThis.PerformanceObserver?.supportedEntryTypes ?? [];
    if (!types.includes('longtask')) {
      return;
    }
    this._tasks = { count: 0, longest: 0 };
    const observer = new PerformanceObserver(list => {
      const durations = list.getEntries().map(({ duration }) => duration);
      const { count, longest } = this._tasks ?? { count: 0, longest: 0 };
      this._tasks = {
        count: count + durations.length,
        longest: Math.max(longest, ...durations)
      };
    });
    observer.observe({ entryTypes: ['longtask'] });
    this._owned.defer(() => observer.disconnect());
  }

  private _owned = new DisposableStore();
  private _times: number[] = [];
  private _last: number | null = null;
  private _request = 0;
  private _tasks: ILiveFigures['longTasks'] = null;
}
