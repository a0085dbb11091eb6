import { markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import { EarlyLog } from './early.js';
import { Guarded } from './guarded.js';
import { rankOf } from './levels.js';
import { siteOf } from './modulelog.js';
import { newSessionId } from './sessionid.js';
import type { IContext, IDiagnostics, IModuleLog, Level } from './types.js';

/** The part of the recorder that LazyDiagnostics needs. */
export interface IRecorder extends IDiagnostics {
  /** @param site object whose stack shows where the call was. */
  log(level: Level, message: string, context?: IContext, site?: object): void;
}

/** Most calls queued until the recorder is loaded; later calls are dropped. */
const mostCalls = 100;
/** Pause after a failed attempt to load the recorder (ms). */
const pause = 2000;

/**
 * Proxy of a recorder that is loaded when it is first used: with the first document, or an earlier
 * error. Calls until then are queued and replayed.
 */
export class LazyDiagnostics<R extends { recorder: IRecorder }>
  extends Guarded
  implements IDiagnostics
{
  /** @param _fetch loads the recorder, which takes over the messages of the early log. */
  constructor(private _fetch: (session: string, early: EarlyLog) => Promise<R>) {
    super();
    trackDisposable(this);
  }

  readonly session = newSessionId();

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  log(level: Level, message: string, context?: IContext): void {
    const site = rankOf(level) >= rankOf('warning') ? siteOf(this.log) : undefined;
    void this._call(recorder => recorder.log(level, message, context, site));
  }

  module(name: string): IModuleLog {
    return this._recorder?.module(name) ?? this._early.module(name);
  }

  report(error: unknown, context: IContext): Promise<void> {
    return this._call(recorder => recorder.report(error, context));
  }

  /** The recorder and its companions; null if it can't be loaded now. Never rejects. */
  load(): Promise<R | null> {
    if (this._isDisposed || performance.now() < this._notBefore) {
      return Promise.resolve(null);
    }
    this._loading ??= this._fetch(this.session, this._early).then(
      recording => this._accept(recording),
      () => {
        console.warn('jupyterlab-xes: the recorder could not be loaded');
        this._loading = null; // the next call tries again: the server may be back
        this._notBefore = performance.now() + pause;
        return null;
      }
    );
    return this._loading;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._calls = [];
      this._recorder?.dispose();
      markAsDisposed(this);
    }
  }

  private _accept(recording: R): R {
    const { recorder } = recording;
    if (this._isDisposed) {
      recorder.dispose();
      return recording;
    }
    this._recorder = recorder;
    const calls = this._calls;
    this._calls = [];
    calls.forEach(call => void call(recorder));
    return recording;
  }

  private async _call(call: (recorder: IRecorder) => void | Promise<void>): Promise<void> {
    if (this._isDisposed) {
      return;
    }
    if (this._recorder) {
      return call(this._recorder);
    }
    if (this._calls.length < mostCalls) {
      this._calls.push(call);
    }
    await this.load();
  }

  private _early = new EarlyLog(() => void this.load());
  private _recorder: IRecorder | null = null;
  private _loading: Promise<R | null> | null = null;
  private _calls: ((recorder: IRecorder) => void | Promise<void>)[] = [];
  private _notBefore = -Infinity;
  private _isDisposed = false;
}
