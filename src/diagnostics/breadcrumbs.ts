/** One thing that happened; `count` where it happened several times running. */
export interface IBreadcrumb {
  time: string;
  level: string;
  message: string;
  path?: string;
  count: number;
}

/** The last events before an error; repeats are counted, not kept. */
export class Breadcrumbs {
  constructor(private _size = 200) {}

  add(event: Omit<IBreadcrumb, 'count'>): void {
    const last = this._events[this._events.length - 1];
    if (last && last.message === event.message && last.path === event.path) {
      last.count++;
      last.time = event.time;
      return;
    }
    this._events.push({ ...event, count: 1 });
    if (this._events.length > this._size) {
      this._events.shift();
    }
  }

  list(): IBreadcrumb[] {
    return this._events.map(event => ({ ...event }));
  }

  private _events: IBreadcrumb[] = [];
}
