import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../lifecycle/index.js';
import { bounded, entryOf, type ILogEntry, type ILogRecord } from './entry.js';
import type { EarlyLog } from './early.js';
import { FloodQueue, TokenBucket, isRepeat } from './flood.js';
import { History } from './history.js';
import { floorOf, rankOf, type ILevels, type Threshold } from './levels.js';
import { ModuleLog, siteOf } from './modulelog.js';
import { PacedSink } from './pacedsink.js';
import { redact } from './redact.js';
import type { ILogSink } from './sink.js';
import { newSessionId } from './sessionid.js';
import type { ILogDetails, IModuleLog, Level } from './types.js';

export interface ISinkOptions {
  /** As the settings know it: `console`, `logConsole`, `file`. */
  name: string;
  /** Until the settings say otherwise. */
  level: Threshold;
  /** What it takes in a second: a console that draws each line must not stop the page. */
  perSecond?: number;
  /** Give it what was logged before it came, as far as that is remembered. */
  replay?: boolean;
  /**
   * Give it with each entry what came before, whatever its level: what led to an error is then
   * told with it, and where nothing goes wrong there is nothing.
   */
  trail?: boolean;
}

export interface ILogOptions {
  /** 8 hex digits. */
  session?: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface IAttached extends ISinkOptions {
  sink: ILogSink;
  /** The same, where it has a pace. */
  paced: PacedSink | null;
  hasFailed: boolean;
  /** Number of the last entry given, where what came before is given too. */
  given: number;
}

/** Pause between two rounds of writing (ms), and how long one may take (ms). */
const pause = 50;
const slice = 3;
/** Idle flush delay (ms), while there is little to write and nothing severe: timer wake-ups dominate the cost. */
const leisure = 500;
/** How many are written in a round at most; a flood's rest waits or is dropped. */
const perRound = 50;
/** Places of calls looked up in a second at most: a stack costs more than the rest of a call. */
const sitesPerSecond = 100;
/** The same message again and again is written once in this time (ms). */
const repeatPause = 1000;

/**
 * The log: messages are queued in microseconds, and redacted and written in rounds of a few
 * milliseconds. Never throws.
 */
export class Log implements IDisposable {
  constructor(options: ILogOptions = {}) {
    this.session = options.session ?? newSessionId();
    this._now = options.now ?? Date.now;
    trackDisposable(this);
  }

  readonly session: string;

  /** What was written lately, wherever it went. */
  readonly history = new History();

  /** Called with each message that passed a threshold, before it is redacted; one listener. */
  heard: ((record: ILogRecord) => void) | null = null;

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Attach a sink. @returns what detaches it. */
  addSink(sink: ILogSink, options: ISinkOptions): IDisposable {
    const { perSecond } = options;
    const paced = perSecond ? new PacedSink(sink, perSecond) : null;
    const attached: IAttached = {
      ...options,
      sink: paced ?? sink,
      paced,
      hasFailed: false,
      given: options.replay ? 0 : this._seq
    };
    if (options.replay) {
      this.history.list().forEach(entry => this._offer(attached, entry));
    }
    this._sinks.push(attached);
    this._setFloors();
    return new DisposableDelegate(() => {
      this._sinks = this._sinks.filter(one => one !== attached);
      this._setFloors();
    });
  }

  /** Set thresholds; what they do not name keeps its own. Holds from the next message on. */
  setLevels(levels: ILevels): void {
    this._levels = levels;
    this._setFloors();
  }

  /** The log of a module; the same one each time. */
  module(name: string): IModuleLog {
    return this._moduleOf(name);
  }

  /** Take over what was logged before this log was there, and the modules' logs. */
  adopt(early: EarlyLog): void {
    for (const [name, log] of early.modules) {
      log.follow(this);
      this._modules.set(name, log);
      this._setFloor(log);
    }
    for (const record of early.release()) {
      if (rankOf(record.level) >= this._moduleOf(record.module).floor) {
        this._push(record);
        this.heard?.(record);
      }
    }
  }

  /** Log for code that has no log of its own. @param site something whose stack tells where. */
  write(level: Level, module: string, message: string, details?: ILogDetails, site?: object): void {
    if (rankOf(level) >= this._moduleOf(module).floor) {
      this._enqueue(level, module, message, details, site);
    }
  }

  /** Called by the modules' logs. @param method of which the caller is where it happened. */
  take(level: Level, module: string, message: string, details?: ILogDetails, method?: object) {
    try {
      const record = this._enqueue(level, module, message, details, undefined);
      if (record && method && record.repeats === 0 && this._sites.take(record.time)) {
        record.site = siteOf(method);
      }
      if (record && this.heard) {
        this.heard(record);
      }
    } catch (error) {
      console.warn('jupyterlab-xes: a message could not be logged', redact(String(error)));
    }
  }

  /** Write all that waits, now; for the end of a page. */
  flush(): void {
    this._round(Infinity, Infinity);
  }

  dispose(): void {
    if (!this._isDisposed) {
      this.flush();
      clearTimeout(this._timer);
      this._isDisposed = true;
      this._sinks = [];
      this.heard = null;
      this.history.dispose();
      markAsDisposed(this);
    }
  }

  private _enqueue(
    level: Level,
    module: string,
    message: unknown,
    details: ILogDetails | undefined,
    site: object | undefined
  ): ILogRecord | null {
    if (this._isDisposed) {
      return null;
    }
    const text = bounded(typeof message === 'string' ? message : String(message));
    const path = details?.path ?? '';
    const context = details?.context;
    const before = this._queue.repeat(level, module, text, path, context);
    if (before) {
      return before;
    }
    const time = this._now();
    const record: ILogRecord = {
      time,
      level,
      module,
      message: text,
      path,
      context,
      site,
      repeats: 0
    };
    return this._push(record);
  }

  private _push(record: ILogRecord): ILogRecord {
    this._queue.push(record);
    const isPressing = rankOf(record.level) >= rankOf('warning') || this._queue.length >= perRound;
    this._schedule(isPressing ? pause : leisure);
    return record;
  }

  /** See to it that a round begins after so long (ms) at the latest. */
  private _schedule(delay: number): void {
    if (this._timer === undefined || delay < this._delay) {
      clearTimeout(this._timer);
      this._delay = delay;
      this._timer = setTimeout(() => this._round(perRound, slice), delay);
    }
  }

  /** Write what waits. @param count at most so many. @param time at most so long (ms). */
  private _round(count: number, time: number): void {
    clearTimeout(this._timer);
    this._timer = undefined;
    const start = performance.now();
    for (let i = 0; i < count && this._queue.length > 0; i++) {
      const isLate = i % 8 === 7 && performance.now() - start > time;
      if (isLate || (count !== Infinity && this._isWaiting())) {
        break;
      }
      const record = this._queue.shift();
      if (record) {
        this._written = { record, time: start };
        this._publish(record);
      }
    }
    this._tellDropped(start, count === Infinity);
    this._drain(count === Infinity);
    if (this._queue.length > 0 || this._sinks.some(({ paced }) => paced?.isWaiting)) {
      this._schedule(pause);
    }
  }

  /** Whether all there is, is the message that was just written, again. */
  private _isWaiting(): boolean {
    const { only } = this._queue;
    const written = this._written;
    return (
      only !== null &&
      written !== null &&
      performance.now() - written.time < repeatPause &&
      isRepeat(written.record, only.level, only.module, only.message, only.path, only.context)
    );
  }

  private _publish(record: ILogRecord): void {
    try {
      const entry = entryOf(record, this.session, ++this._seq);
      this.history.write(entry);
      for (const sink of this._sinks) {
        this._offer(sink, entry);
      }
    } catch (error) {
      console.warn('jupyterlab-xes: a message could not be written', redact(String(error)));
    }
  }

  private _offer(to: IAttached, entry: ILogEntry): void {
    if (rankOf(entry.level) < this._floor(to, entry.module)) {
      return;
    }
    this._guard(to, () => this._hand(to, entry));
  }

  /** Give sinks with a pace what waits for them. @param all whatever the pace. */
  private _drain(all: boolean): void {
    for (const to of this._sinks) {
      if (to.paced?.isWaiting) {
        this._guard(to, () => to.paced?.drain(all));
      }
    }
  }

  /** A sink that fails stops no other, and is complained of once. */
  private _guard(to: IAttached, write: () => void): void {
    try {
      write();
      to.hasFailed = false;
    } catch (error) {
      if (!to.hasFailed) {
        console.warn(
          `jupyterlab-xes: the log could not be written (${to.name})`,
          redact(String(error))
        );
      }
      to.hasFailed = true;
    }
  }

  private _hand(to: IAttached, entry: ILogEntry): void {
    if (to.trail) {
      const off = rankOf('off');
      const before = this.history.between(to.given, entry.seq - 1);
      to.given = entry.seq;
      before
        .filter(({ module }) => this._floor(to, module) < off)
        .forEach(one => to.sink.write(one));
    }
    to.sink.write(entry);
  }

  /** Say how many were dropped: at once where the flood is over, else once in a second. */
  private _tellDropped(now: number, atOnce: boolean): void {
    if (!atOnce && this._queue.length > 0 && now - this._told < repeatPause) {
      return;
    }
    const dropped = this._queue.takeDropped();
    if (dropped > 0) {
      this._told = now;
      this._publish({
        time: this._now(),
        level: 'warning',
        module: 'log',
        message: `${dropped} messages were dropped: they came faster than they can be written`,
        path: '',
        context: { dropped },
        site: undefined,
        repeats: 0
      });
    }
  }

  private _moduleOf(name: string): ModuleLog {
    let log = this._modules.get(name);
    if (!log) {
      log = new ModuleLog(name, this);
      this._modules.set(name, log);
      this._setFloor(log);
    }
    return log;
  }

  private _setFloors(): void {
    this._modules.forEach(log => this._setFloor(log));
  }

  private _setFloor(log: ModuleLog): void {
    const floors = this._sinks.map(sink => this._floor(sink, log.name));
    // from info on whatever the sinks say: what a report tells of, and a sink that comes later
    log.floor = Math.min(floorOf('info', own(this._levels.modules, log.name)), ...floors);
  }

  private _floor({ name, level }: ISinkOptions, module: string): number {
    const { sinks, modules } = this._levels;
    return floorOf(own(sinks, name) ?? level, own(modules, module));
  }

  private _now: () => number;
  private _sinks: IAttached[] = [];
  private _modules = new Map<string, ModuleLog>();
  private _levels: ILevels = { sinks: {}, modules: {} };
  private _queue = new FloodQueue();
  private _sites = new TokenBucket(sitesPerSecond, sitesPerSecond);
  private _timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the timer that runs (ms). */
  private _delay = 0;
  private _written: { record: ILogRecord; time: number } | null = null;
  private _told = -Infinity;
  private _seq = 0;
  private _isDisposed = false;
}

function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(values, name) ? values[name] : undefined;
}
