import type { Contents } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import type { LoginState } from '../server/login.js';
import { XESError } from '../base/errors.js';
import type { LinkedStamp } from '../io/protocol.js';
import { DisposableStore, pageLifecycle } from '../lifecycle/index.js';
import { isAnyThere } from './arrived.js';
import { versionOf } from './fileversion.js';
import { VersionRequests } from './versions.js';

/** A file that a document shows. */
export interface IWatched {
  /** Path of the file; null where nothing is shown. */
  path: () => string | null;
  /**
   * Files that were read and may be shown later: looked at once each, so that a change of one
   * is noticed when it is shown.
   */
  others?: () => readonly string[];
  /** Other files that what is shown is put together from, each as the version that was read. */
  linked?: () => readonly Pick<LinkedStamp, 'path' | 'version'>[];
  /** Where further such files were looked for that were not there. */
  absent?: () => readonly string[];
  isVisible: () => boolean;
  /** Whether what is shown is still being written: then it is looked at more often. */
  isRunning?: () => boolean;
  /** Whether it is being read: a change meanwhile is noticed at the next look. */
  isBusy?: () => boolean;
  changed: () => void;
}

/** What looks at a file in its own way, as often as the others are looked at. */
export interface ILooking {
  isVisible: () => boolean;
  /** @param isThorough whether also for what is absent. @returns whether the server answered. */
  look: (isThorough: boolean) => Promise<boolean>;
}

/** One file's watch. */
export interface IWatch extends IDisposable {
  /**
   * Called when reading begins, and whenever something else may be shown: a file's first look is what later
   * ones are compared with.
   */
  begin(): void;
}

interface IEntry extends IWatched {
  /** Stamp of each path when what is known of it was read; null where it was looked for and absent. */
  stamps: Map<string, string | null>;
  /** Paths whose first look is under way. */
  looking: Set<string>;
  /** The path that was shown at the last call of `begin`. */
  shown: string | null;
  /** Of the linked files, which is looked at next. */
  turn: number;
  /** How often it was looked at. */
  looks: number;
}

/** Linked files that are looked at at a time. */
const mostLinked = 8;

/** Absent files are looked for with each so manieth look, and when a person comes back: folders may be large. */
const everyAbsent = 6;

/** How often files are looked at (ms), less often while the server does not answer. */
const atRest = { interval: 10_000, backoff: true, max: 30_000 };

/** The same while a scan is running. */
const running = { interval: 3000, backoff: true, max: 30_000 };

/**
 * Notices that a file was rewritten or replaced while it is open: asked on focus and every 10 s
 * while it is visible (every 3 s while it is still being written), from the contents API (the file server's stamps have one second). One poll
 * serves all documents: a disposed Poll stays in memory, with all it leads to, until its timer fires.
 */
export class ScanWatch implements IDisposable {
  /**
   * @param _login asked before each request, and notified of refusals: no request while the login has ended.
   * @param _versions where others ask too: the first look at a file and its reading share an answer.
   */
  constructor(
    private _contents: Contents.IManager,
    private _login?: Pick<LoginState, 'isEnded' | 'onFailure'>,
    private _versions = new VersionRequests(path => versionOf(_contents, path))
  ) {
    this._looking = new Poll({
      name: 'jupyterlab-xes:scan-watch',
      factory: () => this._poll(),
      frequency: atRest,
      standby: () => pageLifecycle.isHidden || !this._isAnyVisible
    });
    this._owned.add(this._looking);
    this._owned.listen(window, 'focus', () => void this.check(true));
    this._owned.add(pageLifecycle.subscribe('views', { shown: () => void this.check(true) }));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Watch a file until the result is disposed of. */
  watch(watched: IWatched): IWatch {
    const entry: IEntry = {
      ...watched,
      stamps: new Map(),
      looking: new Set(),
      shown: null,
      turn: 0,
      looks: 0
    };
    const entries = this._entries;
    entries.add(entry);
    return {
      begin: () => this._begin(entry),
      get isDisposed() {
        return !entries.has(entry);
      },
      dispose: () => void entries.delete(entry)
    };
  }

  /** Look too when files are looked at, until the result is disposed of. */
  join(looking: ILooking): IDisposable {
    const others = this._others;
    others.add(looking);
    return {
      get isDisposed() {
        return !others.has(looking);
      },
      dispose: () => void others.delete(looking)
    };
  }

  /** Look at every visible file now. @param isThorough for absent ones too. @returns whether the server answered. */
  async check(isThorough = false): Promise<boolean> {
    const visible = this._visible;
    const answers = await Promise.all(visible.map(entry => this._look(entry)));
    await Promise.all(visible.map(entry => this._lookAtLinked(entry)));
    const due = visible.filter(entry => entry.looks++ % everyAbsent === 0 || isThorough);
    await Promise.all(due.map(entry => this._lookForAbsent(entry)));
    const isFull = isThorough || this._checks++ % everyAbsent === 0;
    const others = [...this._others].filter(one => one.isVisible());
    answers.push(...(await Promise.all(others.map(one => one.look(isFull)))));
    return answers.every(Boolean);
  }

  private async _poll(): Promise<void> {
    const isAnswered = await this.check();
    if (!this.isDisposed) {
      this._adapt();
    }
    if (!isAnswered) {
      throw new XESError('file/unreachable', 'The server does not answer.'); // the poll waits longer then
    }
  }

  /** @returns whether files are looked at more often from now on. */
  private _adapt(): boolean {
    const isRunning = this._visible.some(entry => entry.isRunning?.());
    const { interval } = isRunning ? running : atRest;
    const before = this._looking.frequency.interval;
    if (interval !== before) {
      this._looking.frequency = isRunning ? running : atRest;
    }
    return interval < before;
  }

  dispose(): void {
    this._owned.dispose();
    this._entries.clear();
    this._others.clear();
  }

  private get _isAnyVisible(): boolean {
    return this._visible.length > 0 || [...this._others].some(one => one.isVisible());
  }

  private get _visible(): IEntry[] {
    return [...this._entries].filter(entry => entry.isVisible());
  }

  /** Called with every change of a model, so it asks only for what it has not looked at. */
  private _begin(entry: IEntry): void {
    const path = entry.path();
    if (path !== entry.shown) {
      entry.shown = path;
      void this._look(entry);
    }
    for (const other of entry.others?.() ?? []) {
      if (!entry.stamps.has(other) && !entry.looking.has(other)) {
        entry.looking.add(other);
        void this._look(entry, other).finally(() => entry.looking.delete(other));
      }
    }
    if (entry.isRunning?.() && this._adapt()) {
      void this._looking.schedule({ interval: running.interval, phase: 'refreshed' });
    }
  }

  /** @returns false where the server did not answer. */
  private async _look(entry: IEntry, path = entry.path()): Promise<boolean> {
    if (path === null || this._login?.isEnded) {
      return true;
    }
    const text = await this._stamp(path);
    if (!this._entries.has(entry) || (entry.stamps.has(path) && entry.isBusy?.())) {
      return true;
    }
    const before = entry.stamps.get(path);
    if (before === undefined) {
      entry.stamps.set(path, text);
    } else if (text !== null && text !== before && path === entry.path()) {
      // of one that is no longer shown the old stamp stays: the change is reported when it is shown
      entry.stamps.set(path, text);
      entry.changed();
    }
    return text !== null;
  }

  /** At some of them at a time, in turn: there may be hundreds. */
  private async _lookAtLinked(entry: IEntry): Promise<void> {
    const linked = entry.linked?.() ?? [];
    if (linked.length === 0 || this._login?.isEnded || entry.isBusy?.()) {
      return;
    }
    const count = Math.min(mostLinked, linked.length);
    const next = Array.from({ length: count }, (_, k) => (entry.turn + k) % linked.length);
    entry.turn += count;
    const looks = next.map(async k => {
      const now = await this._stamp(linked[k].path);
      const before = linked[k].version;
      return now !== null && before !== null && now !== before;
    });
    const isChanged = (await Promise.all(looks)).includes(true);
    const isCurrent = this._entries.has(entry) && entry.linked?.() === linked;
    if (isChanged && isCurrent && !entry.isBusy?.()) {
      entry.changed();
    }
  }

  /** A file that was missing may have come. */
  private async _lookForAbsent(entry: IEntry): Promise<void> {
    const absent = entry.absent?.() ?? [];
    const beside = entry.path();
    if (absent.length === 0 || beside === null || this._login?.isEnded || entry.isBusy?.()) {
      return;
    }
    let found = false;
    try {
      found = await isAnyThere(this._contents, absent, beside);
    } catch (error) {
      this._login?.onFailure(error);
    }
    const isCurrent = this._entries.has(entry) && entry.absent?.() === absent;
    if (found && isCurrent && !entry.isBusy?.()) {
      entry.changed();
    }
  }

  /** One look at a time at each path. Null where it is gone or unreachable: a reload says why. */
  private _stamp(path: string): Promise<string | null> {
    let look = this._looks.get(path);
    if (!look) {
      look = this._versions
        .current(path)
        .then(({ id }) => id)
        .catch((error: unknown) => {
          this._login?.onFailure(error);
          return null;
        })
        .finally(() => this._looks.delete(path));
      this._looks.set(path, look);
    }
    return look;
  }

  private _looking: Poll;
  private _looks = new Map<string, Promise<string | null>>();
  private _entries = new Set<IEntry>();
  private _others = new Set<ILooking>();
  private _checks = 0;
  private _owned = new DisposableStore();
}
