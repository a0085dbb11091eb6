export interface IWatchdogOptions {
  /** Silence for this long while there is work is doubtful (ms). */
  patience: number;
  /** An answer to the question that takes longer does not come (ms). */
  grace: number;
  /** Ask for a sign of life: a page that slept has not heard what was said meanwhile. */
  ping(): void;
  /** There was none. */
  onHang(): void;
}

/** Notices a worker that has work and says nothing. */
export class Watchdog {
  constructor(private _options: IWatchdogOptions) {}

  /** Watch it, while it has work. */
  watch(isBusy: boolean): void {
    if (isBusy) {
      this._timer ??= setTimeout(() => this._doubt(), this._options.patience);
    } else {
      clearTimeout(this._timer);
      this._timer = undefined;
    }
  }

  /** It said something. */
  heard(isBusy: boolean): void {
    this.watch(false);
    this.watch(isBusy);
  }

  private _doubt(): void {
    this._timer = setTimeout(() => this._decide(), this._options.grace);
    this._options.ping();
  }

  /** A page that stood still has its answer waiting behind this timer: it is let in first. */
  private _decide(): void {
    this._timer = setTimeout(() => this._options.onHang());
  }

  private _timer: ReturnType<typeof setTimeout> | undefined;
}
