import type { IDisposable } from '@lumino/disposable';
import { DisposableStore, pageLifecycle } from '../../lifecycle/index.js';
import type { IBreadcrumb } from '../../diagnostics/breadcrumbs.js';
import { cleanHint } from './cleanhint.js';
import { Throttle } from '../../lifecycle/throttle.js';
import type { BlackBoxStore } from '../store/store.js';
import type { IOpenDocument, ISessionRecord } from '../types.js';

/** Most events in a session's record: more would make each heartbeat expensive. */
const maxEvents = 100;
/** Shortest time between two writes for new events (ms). */
const eventPace = 1_000;

export interface ISessionOptions {
  id: string;
  store: BlackBoxStore;
  server: string;
  open: () => string[];
  documents: () => IOpenDocument[];
  environment: () => Record<string, unknown>;
  /** The last events, oldest first. */
  events: () => IBreadcrumb[];
  /** Time between two heartbeats, ms. */
  interval: () => number;
}

/** Writes the record of this page: a heartbeat while it is alive, `clean` when it ends cleanly. */
export class Session implements IDisposable {
  constructor(private _options: ISessionOptions) {
    this._owned.add(this._onEvents);
    this._owned.add(
      pageLifecycle.subscribe('session', {
        ended: () => this._end(),
        restored: () => this._resume(),
        frozen: () => this._freeze(),
        resumed: () => this._resume()
      })
    );
    this._owned.defer(() => clearTimeout(this._timer));
    this._beat();
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** The record as it is now. */
  get record(): ISessionRecord {
    this._peak = Math.max(this._peak, heapSize());
    return {
      id: this._options.id,
      started: this._started.toISOString(),
      lastHeartbeat: new Date().toISOString(),
      clean: this._isClean,
      delivered: false,
      open: this._options.open(),
      documents: this._options.documents(),
      peakMemory: this._peak,
      uptime: Math.round(performance.now() / 100) / 10,
      frozen: this._isFrozen,
      server: this._options.server,
      environment: this._options.environment(),
      events: this._options.events().slice(-maxEvents),
      report: null,
      offeredBy: null
    };
  }

  /** Call when an event was recorded: it is on disk within a second. */
  onEvent(): void {
    this._onEvents.request();
  }

  /** Write the record now. */
  async save(): Promise<void> {
    await this._options.store.put('sessions', this._options.id, this.record);
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _beat(): void {
    clearTimeout(this._timer);
    if (!this.isDisposed && !this._isClean) {
      this._timer = setTimeout(() => this._beat(), this._options.interval());
      void this.save();
    }
  }

  private _end(): void {
    this._isClean = true;
    clearTimeout(this._timer);
    cleanHint.set(this._options.id);
    void this.save();
  }

  /** The page is back from the back/forward cache, or from being frozen. */
  private _resume(): void {
    this._isClean = this._isFrozen = false;
    cleanHint.remove(this._options.id);
    this._beat();
  }

  /** A frozen page is not clean: the browser may discard it, with its work, without notice. */
  private _freeze(): void {
    if (!this._isClean) {
      this._isFrozen = true;
      void this.save();
    }
  }

  private _owned = new DisposableStore();
  /** Start of the page; this record is created later, with the first document. */
  private _started = new Date(performance.timeOrigin);
  private _isClean = false;
  private _isFrozen = false;
  private _peak = 0;
  private _onEvents = new Throttle(
    () => eventPace,
    () => {
      if (!this._isClean) {
        void this.save();
      }
    }
  );
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

/** Bytes of JavaScript heap in use; 0 if the browser does not say. */
function heapSize(): number {
  const { memory } = performance as { memory?: { usedJSHeapSize?: unknown } };
  return typeof memory?.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : 0;
}
