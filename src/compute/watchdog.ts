export interface IWatchdogOptions {
  /** A busy worker that is silent for this long is pinged (ms). */
  timeout: number;
  /** How long to wait for the reply to a ping (ms). */
  grace: number;
  /** Request a heartbeat: a page that was suspended has not received earlier ones. */
  ping(): void;
  /** The ping was not answered. */
  onHang(): void;
}

/** Detects a busy worker that has gone silent. */
export class Watchdog {
  constructor(private _options: IWatchdogOptions) {}

  /** Watch the worker while it has work. */
  watch(isBusy: boolean): void {
    if (isBusy) {
      this._timer ??= setTimeout(() => this._ping(), this._options.timeout);
    } else {
      clearTimeout(this._timer);
      this._timer = undefined;
    }
  }

  /** A message arrived: restart the timeout. */
  reset(isBusy: boolean): void {
    this.watch(false);
    this.watch(isBusy);
  }

  private _ping(): void {
    this._timer = setTimeout(() => this._expire(), this._options.grace);
    this._options.ping();
  }

  /** After a suspended page resumes, the reply is queued behind this timer: let it in first. */
  private _expire(): void {
    this._timer = setTimeout(() => this._options.onHang());
  }

  private _timer: ReturnType<typeof setTimeout> | undefined;
}
