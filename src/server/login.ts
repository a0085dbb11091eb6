import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import { asDeliveryError } from '../diagnostics/sinks/transport.js';

/** Whether the server accepts our login; unknown if its reply says nothing about it. */
export type LoginAnswer = 'alive' | 'ended' | 'unknown';

export interface ILoginOptions {
  /** Check the login with a small request. */
  ask: () => Promise<LoginAnswer>;
  /** Take over a login made in another tab. @returns whether there was one. */
  renew: () => Promise<boolean>;
  /** Called when the login has ended, and when it is valid again. */
  onChanged: (isEnded: boolean) => void;
}

/** Shortest time between two checks (ms). */
const pace = 10_000;

/**
 * State of our login. Callers report failed requests, and check `isEnded` before they send. While
 * the login has ended the server is checked every 10 s, and whenever the page gets the focus.
 */
export class LoginState implements IDisposable {
  constructor(private _options: ILoginOptions) {
    this._owned.listen(window, 'focus', () => this._onFocus());
    this._owned.defer(() => clearTimeout(this._timer));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  get isEnded(): boolean {
    return this._isEnded;
  }

  /** Call when a request failed: if the login may be the cause, it is checked. */
  onFailure(reason: unknown): void {
    if (isSuspect(reason) && !this._isEnded && performance.now() - this._checkedAt >= pace) {
      void this.check();
    }
  }

  /** Check now; never concurrently. */
  check(): Promise<void> {
    this._checking ??= this._check().finally(() => (this._checking = null));
    return this._checking;
  }

  /** Call a function whenever the login is valid again, until the result is disposed of. */
  onResumed(resume: () => void): IDisposable {
    this._resumes.add(resume);
    return this._owned.defer(() => this._resumes.delete(resume));
  }

  dispose(): void {
    this._owned.dispose();
  }

  private async _check(): Promise<void> {
    clearTimeout(this._timer);
    this._checkedAt = performance.now();
    let answer = await this._ask();
    if (answer === 'ended' && (await this._options.renew().catch(() => false))) {
      answer = await this._ask();
    }
    if (this.isDisposed) {
      return;
    }
    if (answer !== 'unknown') {
      this._set(answer === 'ended');
    }
    if (this._isEnded) {
      this._timer = setTimeout(() => void this.check(), pace);
    }
  }

  private _ask(): Promise<LoginAnswer> {
    return this._options.ask().catch(() => 'unknown');
  }

  private _set(isEnded: boolean): void {
    if (this._isEnded !== isEnded) {
      this._isEnded = isEnded;
      this._options.onChanged(isEnded);
      if (!isEnded) {
        this._resumes.forEach(resume => resume());
      }
    }
  }

  private _onFocus(): void {
    if (this._isEnded) {
      void this.check();
    }
  }

  private _owned = new DisposableStore();
  private _resumes = new Set<() => void>();
  private _isEnded = false;
  private _checkedAt = -Infinity;
  private _checking: Promise<void> | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * What a response says about the login. A hub redirects a user who is not logged in (3xx, which
 * browsers follow, to an HTML form); for a stopped server it answers 424 or 503, also with a page.
 * @param isPage whether the response is HTML, for example a log-in form.
 */
export function loginAnswerOf(status: number, isPage: boolean): LoginAnswer {
  const isElsewhere = status >= 300 && status < 400;
  if (status === 401 || status === 403 || isElsewhere || (status < 300 && isPage)) {
    return 'ended';
  }
  return status < 300 ? 'alive' : 'unknown';
}

/** Whether a failure may be due to the login: refused, or an HTML page instead of data. */
function isSuspect(reason: unknown): boolean {
  const { code } = (reason ?? {}) as { code?: unknown };
  const { status = 0, problem } = asDeliveryError(reason);
  return (
    reason instanceof SyntaxError ||
    code === 'file/html-login' ||
    code === 'file/forbidden' ||
    loginAnswerOf(status, false) === 'ended' ||
    (problem === 'away' && status > 0 && status < 400)
  );
}
