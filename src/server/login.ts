import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import { asDeliveryError } from '../diagnostics/sinks/transport.js';

/** What the server says to who asks with our login; unknown where it does not answer as itself. */
export type LoginAnswer = 'alive' | 'ended' | 'unknown';

export interface ILoginOptions {
  /** Ask the server one small thing. */
  ask: () => Promise<LoginAnswer>;
  /** Take over a login that lives elsewhere in the browser. @returns whether there was one. */
  renew: () => Promise<boolean>;
  /** Called when the login has ended, and when it lives again. */
  onChanged: (isEnded: boolean) => void;
}

/** Between two questions (ms); none at all as long as nothing was refused. */
const pace = 10_000;

/**
 * Knows whether our login lives. Who is refused says so here, and who sends asks here first: while it
 * has ended one small question every 10 s, and with each return to the page, goes to the server.
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

  /** A request failed: where it may have been the login, the server is asked. */
  noted(reason: unknown): void {
    if (isSuspect(reason) && !this._isEnded && performance.now() - this._asked >= pace) {
      void this.check();
    }
  }

  /** Ask now; one question at a time. */
  check(): Promise<void> {
    this._checking ??= this._check().finally(() => (this._checking = null));
    return this._checking;
  }

  /** Called whenever the login lives again; until disposed. */
  onResumed(resume: () => void): IDisposable {
    this._resumes.add(resume);
    return this._owned.defer(() => this._resumes.delete(resume));
  }

  dispose(): void {
    this._owned.dispose();
  }

  private async _check(): Promise<void> {
    clearTimeout(this._timer);
    this._asked = performance.now();
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
  private _asked = -Infinity;
  private _checking: Promise<void> | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * What an answer says about the login. A hub sends who is not logged in elsewhere (3xx, which browsers follow, to a form in
 * HTML); of a server that is stopped it answers 424 or 503, with a page too.
 * @param isPage whether it is HTML, as a form to log in.
 */
export function loginAnswerOf(status: number, isPage: boolean): LoginAnswer {
  const isElsewhere = status >= 300 && status < 400;
  if (status === 401 || status === 403 || isElsewhere || (status < 300 && isPage)) {
    return 'ended';
  }
  return status < 300 ? 'alive' : 'unknown';
}

/** Whether a failure may come of the login: refused, or something else in the place of data. */
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
