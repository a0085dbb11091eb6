import { redact } from './redact.js';

/** An event; `count` is the number of times it happened in a row. */
export interface IBreadcrumb {
  time: string;
  level: string;
  message: string;
  path?: string;
  count: number;
}

/** An event as it is added; the time is ISO text or ms since 1970. */
export interface IEvent extends Omit<IBreadcrumb, 'count' | 'time'> {
  time: string | number;
  /** Prefixed to the message when the events are listed. */
  module?: string;
}

/**
 * The last events before an error; repeats are counted, not stored. Adding an event takes a
 * microsecond: slower work is done when the events are listed.
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
    // trimmed now and then: shifting at each event would cost more than everything else
    if (this._events.length >= 2 * this._size) {
      this._events = this._events.slice(-this._size);
    }
  }

  /** The events, redacted, oldest first. */
  list(): IBreadcrumb[] {
    return this._events.slice(-this._size).map(({ module, ...event }) => ({
      ...event,
      time: typeof event.time === 'string' ? event.time : new Date(event.time).toISOString(),
      message: redact(module ? `${module}: ${event.message}` : event.message)
    }));
  }

  private _events: (IEvent & { count: number })[] = [];
}
