import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import { Lifetime, markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import type { ByteAccounts, IEviction } from './byteaccounts.js';

/** Memory at one moment, bytes; null if unknown. */
export interface IMemorySample {
  /** ms since 1970. */
  time: number;
  /** Held by the viewer. */
  own: number;
  /** JavaScript heap of the whole page. */
  heap: number | null;
  /** Resident memory of the server's process. */
  server: number | null;
}

/** Called when more than the threshold is held; returns a function that dismisses the warning. */
export type MemoryWarning = (sample: IMemorySample, eviction: IEviction) => () => void;

export interface IMemoryMonitorOptions {
  accounts: ByteAccounts;
  /** Bytes. */
  threshold: () => number;
  /** Time between two samples, s. */
  interval: number;
  warn: MemoryWarning;
  /** Bytes of the page's heap. */
  heap?: () => number | null;
  /** Bytes of the server's process; a failure counts as unknown. Aborted on our disposal. */
  server?: (signal: AbortSignal) => Promise<number | null>;
  /** Whether there is nothing to watch at present. */
  isIdle?: () => boolean;
  /** ms since 1970. */
  now?: () => number;
}

/** Below this fraction of the threshold a warning is dismissed. */
const calm = 0.9;
/** Shortest time between two warnings, ms. */
const quiet = 5 * 60_000;
/** Number of samples: an hour at 30 s. */
const maxSamples = 120;

/** Samples the memory, records the peak, and above the threshold frees what can be restored. */
export class MemoryMonitor implements IDisposable {
  constructor(private _options: IMemoryMonitorOptions) {
    trackDisposable(this);
    this._poll = new Poll({
      name: 'jupyterlab-xes:memory',
      factory: () => Promise.resolve(this.sample()),
      frequency: frequencyOf(_options.interval),
      standby: () => document.hidden || (_options.isIdle?.() ?? false)
    });
  }

  get isDisposed(): boolean {
    return this._lifetime.isDisposed;
  }

  /** Emitted after each sample. */
  get sampled(): ISignal<this, IMemorySample> {
    return this._sampled;
  }

  /** The last samples, oldest first. */
  get samples(): readonly IMemorySample[] {
    return this._samples;
  }

  /** Largest sample of the bytes held by the viewer. */
  get peak(): number {
    return this._peak;
  }

  /** Whether the threshold was exceeded, and the memory has not fallen clearly below it since. */
  get isPressed(): boolean {
    return this._isPressed;
  }

  /** Set the time between two samples. */
  setInterval(seconds: number): void {
    if (!this.isDisposed && this._poll.frequency.interval !== seconds * 1000) {
      this._poll.frequency = frequencyOf(seconds);
      void this._poll.refresh(); // else the old interval would elapse first
    }
  }

  /** Take a sample now, and act on it. The server's figure is that of its last reply. */
  sample(): void {
    if (this.isDisposed) {
      return;
    }
    const { accounts, heap, now } = this._options;
    const sample: IMemorySample = {
      time: now?.() ?? Date.now(),
      own: accounts.total,
      heap: heap?.() ?? null,
      server: this._server
    };
    this._peak = Math.max(this._peak, sample.own);
    this._samples = [...this._samples, sample].slice(-maxSamples);
    this._judge(sample);
    this._sampled.emit(sample);
    void this._askServer();
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._lifetime.dispose();
      markAsDisposed(this);
      this._poll.dispose();
      this._dismissWarning();
      Signal.clearData(this);
    }
  }

  private _judge(sample: IMemorySample): void {
    const threshold = this._options.threshold();
    if (sample.own > threshold) {
      this._isPressed = true;
      const eviction = this._options.accounts.evict(threshold);
      if (!this._dismiss && sample.time - this._warned >= quiet) {
        this._warned = sample.time;
        this._dismiss = this._options.warn(sample, eviction);
      }
    } else if (sample.own < calm * threshold) {
      this._isPressed = false;
      this._dismissWarning();
    }
  }

  /** A hanging server must not delay the samples: one request at a time, not awaited. */
  private async _askServer(): Promise<void> {
    const { server } = this._options;
    if (server && !this._isAsking) {
      this._isAsking = true;
      const isFirst = this._server === null;
      this._server = await server(this._lifetime.signal).catch(() => null);
      this._isAsking = false;
      if (isFirst && !this.isDisposed) {
        this._completeLast();
      }
    }
  }

  /** Show the first reply at once: the next sample may be half a minute away. */
  private _completeLast(): void {
    const last = this._samples.at(-1);
    if (last && this._server !== null) {
      const complete = { ...last, server: this._server };
      this._samples = [...this._samples.slice(0, -1), complete];
      this._sampled.emit(complete);
    }
  }

  private _dismissWarning(): void {
    const dismiss = this._dismiss;
    this._dismiss = null;
    dismiss?.();
  }

  private _lifetime = new Lifetime();
  private _poll: Poll<void>;
  private _samples: IMemorySample[] = [];
  private _server: number | null = null;
  private _isAsking = false;
  private _peak = 0;
  private _isPressed = false;
  private _warned = -Infinity;
  private _dismiss: (() => void) | null = null;
  private _sampled = new Signal<this, IMemorySample>(this);
}

function frequencyOf(seconds: number) {
  const interval = seconds * 1000;
  return { interval, backoff: false, max: Math.max(interval, 30_000) };
}

/** Bytes of the JavaScript heap; null if the browser does not say. */
export function pageHeap(): number | null {
  const { memory } = performance as { memory?: { usedJSHeapSize?: unknown } };
  return typeof memory?.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : null;
}
