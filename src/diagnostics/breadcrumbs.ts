import { redact } from './redact.js';

/** One thing that happened; `count` where it happened several times running. */
export interface IBreadcrumb {
  time: string;
  level: string;
  message: string;
  path?: string;
  count: number;
}

/** An event as it is told; the time as text or in ms since 1970. */
export interface IEvent extends Omit<IBreadcrumb, 'count' | 'time'> {
  time: string | number;
  /** Stands before the message; put there only when asked for. */
  module?: string;
}

/**
 * The last events before an error; repeats are counted, not kept. An event costs a microsecond:
 * what takes longer is done where they are asked for.
 */
export class Breadcrumbs {
  constructor(private _size = 200) {}

  add(event: IEvent): void {
    const last = this._events[this._events.length - 1];
    if (last && last.message === event.message && last.path === event.path) {
      last.count++;
      last.time = event.time;
      return;
    }
    this._events.push({ ...event, count: 1 });
    // trimmed now and then: to shift at each event costs more than all the rest
    if (this._events.length >= 2 * this._size) {
      this._events = this._events.slice(-this._size);
    }
  }

  /** Redacted, the oldest first. */
  list(): IBreadcrumb[] {
    return this._events.slice(-this._size).map(({ module, ...event }) => ({
      ...event,
      time: typeof event.time === 'string' ? event.time : new Date(event.time).toISOString(),
      message: redact(module ? `${module}: ${event.message}` : event.message)
    }));
  }

  private _events: (IEvent & { count: number })[] = [];
}
