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
  /** Its name in the settings: `console`, `logConsole`, `file`. */
  name: string;
  /** Threshold unless the settings name another. */
  level: Threshold;
  /** Most entries per second: a console that draws each line must not block the page. */
  perSecond?: number;
  /** Also write the entries remembered from before the sink was attached. */
  replay?: boolean;
  /**
   * Write with each entry the entries before it, whatever their level: the events that led to an
   * error are logged with it, and nothing is written while nothing goes wrong.
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
  /** The same object, if the sink is rate limited. */
  paced: PacedSink | null;
  hasFailed: boolean;
  /** Number of the last entry written, for a sink with a trail. */
  lastSeq: number;
}

/** Pause between two rounds of writing (ms), and longest duration of a round (ms). */
const pause = 50;
const slice = 3;
/** Delay before a few messages, none severe, are written (ms): timer wake-ups dominate the cost. */
const idleDelay = 500;
/** Most messages written in a round; the rest of a flood waits or is dropped. */
const perRound = 50;
/** Most call sites recorded per second: a stack costs more than the rest of a call. */
const sitesPerSecond = 100;
/** A message that repeats itself is written once in this time (ms). */
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

  /** The latest entries of all sinks. */
  readonly history = new History();

  /** Called with each message that passes a threshold, before it is redacted; a single listener. */
  onRecord: ((record: ILogRecord) => void) | null = null;

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Attach a sink. @returns a disposable that detaches it. */
  addSink(sink: ILogSink, options: ISinkOptions): IDisposable {
    const { perSecond } = options;
    const paced = perSecond ? new PacedSink(sink, perSecond) : null;
    const attached: IAttached = {
      ...options,
      sink: paced ?? sink,
      paced,
      hasFailed: false,
      lastSeq: options.replay ? 0 : this._seq
    };
    if (options.replay) {
      this.history.list().forEach(entry => this._offer(attached, entry));
    }
    this._sinks.push(attached);
    this._setFloors();
    return new DisposableDelegate(() => {
      this._sinks = this._sinks.filter(other => other !== attached);
      this._setFloors();
    });
  }

  /** Set thresholds, from the next message on; sinks not named keep their default. */
  setLevels(levels: ILevels): void {
    this._levels = levels;
    this._setFloors();
  }

  /** The log of a module; the same one each time. */
  module(name: string): IModuleLog {
    return this._moduleOf(name);
  }

  /** Take over the messages logged before this log was loaded, and the modules' logs. */
  adopt(early: EarlyLog): void {
    for (const [name, log] of early.modules) {
      log.follow(this);
      this._modules.set(name, log);
      this._setFloor(log);
    }
    for (const record of early.release()) {
      if (rankOf(record.level) >= this._moduleOf(record.module).floor) {
        this._push(record);
        this.onRecord?.(record);
      }
    }
  }

  /** Log a message of code without a module log. @param site object whose stack shows where. */
  write(level: Level, module: string, message: string, details?: ILogDetails, site?: object): void {
    if (rankOf(level) >= this._moduleOf(module).floor) {
      this._enqueue(level, module, message, details, site);
    }
  }

  /** Called by the modules' logs. @param method the log method whose caller is the call site. */
  take(level: Level, module: string, message: string, details?: ILogDetails, method?: object) {
    try {
      const record = this._enqueue(level, module, message, details, undefined);
      if (record && method && record.repeats === 0 && this._sites.take(record.time)) {
        record.site = siteOf(method);
      }
      if (record && this.onRecord) {
        this.onRecord(record);
      }
    } catch (error) {
      console.warn('jupyterlab-xes: a message could not be logged', redact(String(error)));
    }
  }

  /** Write all queued messages now; for the end of a page. */
  flush(): void {
    this._round(Infinity, Infinity);
  }

  dispose(): void {
    if (!this._isDisposed) {
      this.flush();
      clearTimeout(this._timer);
      this._isDisposed = true;
      this._sinks = [];
      this.onRecord = null;
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
    const isUrgent = rankOf(record.level) >= rankOf('warning') || this._queue.length >= perRound;
    this._schedule(isUrgent ? pause : idleDelay);
    return record;
  }

  /** Start a round after this delay (ms) at the latest. */
  private _schedule(delay: number): void {
    if (this._timer === undefined || delay < this._delay) {
      clearTimeout(this._timer);
      this._delay = delay;
      this._timer = setTimeout(() => this._round(perRound, slice), delay);
    }
  }

  /** Write queued messages. @param count most messages. @param time longest duration (ms). */
  private _round(count: number, time: number): void {
    clearTimeout(this._timer);
    this._timer = undefined;
    const start = performance.now();
    for (let i = 0; i < count && this._queue.length > 0; i++) {
      const isLate = i % 8 === 7 && performance.now() - start > time;
      if (isLate || (count !== Infinity && this._holdsRepeat())) {
        break;
      }
      const record = this._queue.shift();
      if (record) {
        this._written = { record, time: start };
        this._publish(record);
      }
    }
    this._reportDropped(start, count === Infinity);
    this._drain(count === Infinity);
    if (this._queue.length > 0 || this._sinks.some(({ paced }) => paced?.isWaiting)) {
      this._schedule(pause);
    }
  }

  /** Whether the queue holds nothing but a repeat of the message just written. */
  private _holdsRepeat(): boolean {
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
    this._guard(to, () => this._write(to, entry));
  }

  /** Write the entries that wait in rate-limited sinks. @param all ignore the rate. */
  private _drain(all: boolean): void {
    for (const to of this._sinks) {
      if (to.paced?.isWaiting) {
        this._guard(to, () => to.paced?.drain(all));
      }
    }
  }

  /** A failing sink does not affect the others; its failure is reported once. */
  private _guard(to: IAttached, write: () => void): void {
    try {
      write();
      to.hasFailed &&= to.paced?.isWaiting ?? false; // what only waits has not been written
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

  private _write(to: IAttached, entry: ILogEntry): void {
    if (to.trail) {
      const off = rankOf('off');
      const earlier = this.history.between(to.lastSeq, entry.seq - 1);
      to.lastSeq = entry.seq;
      earlier
        .filter(({ module }) => this._floor(to, module) < off)
        .forEach(previous => to.sink.write(previous));
    }
    to.sink.write(entry);
  }

  /** Log the number of dropped messages: at once after a flood, else once per `repeatPause`. */
  private _reportDropped(now: number, atOnce: boolean): void {
    if (!atOnce && this._queue.length > 0 && now - this._reportedAt < repeatPause) {
      return;
    }
    const dropped = this._queue.takeDropped();
    if (dropped > 0) {
      this._reportedAt = now;
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
    // at least info, whatever the sinks' thresholds: for reports, and for sinks attached later
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
  /** Delay of the running timer (ms). */
  private _delay = 0;
  private _written: { record: ILogRecord; time: number } | null = null;
  private _reportedAt = -Infinity;
  private _seq = 0;
  private _isDisposed = false;
}

function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(values, name) ? values[name] : undefined;
}
