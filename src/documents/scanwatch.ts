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

/** A file shown by a document. */
export interface IWatched {
  /** Path of the file; null if nothing is shown. */
  path: () => string | null;
  /**
   * Files that were read and may be shown later: each is checked once, so that a change is noticed
   * when it is shown.
   */
  others?: () => readonly string[];
  /** Other files that the shown one refers to, each in the version that was read. */
  linked?: () => readonly Pick<LinkedStamp, 'path' | 'version'>[];
  /** Paths of referenced files that were missing. */
  absent?: () => readonly string[];
  isVisible: () => boolean;
  /** Whether the shown file is still being written: then it is checked more often. */
  isRunning?: () => boolean;
  /** Whether it is being read: a change meanwhile is noticed at the next check. */
  isBusy?: () => boolean;
  changed: () => void;
}

/** An object that checks files in its own way, at the same times as the others. */
export interface IFileChecker {
  isVisible: () => boolean;
  /**
   * @param isThorough whether missing files are checked too.
   * @returns whether the server answered.
   */
  check: (isThorough: boolean) => Promise<boolean>;
}

/** The watch of one file. */
export interface IWatch extends IDisposable {
  /**
   * Called when reading begins, and whenever another file may be shown: a file's first check is the
   * reference for later ones.
   */
  begin(): void;
}

interface IEntry extends IWatched {
  /** Stamp of each path when it was read; null if it was missing. */
  stamps: Map<string, string | null>;
  /** Paths whose first check is running. */
  checking: Set<string>;
  /** The path that was shown at the last call of `begin`. */
  shown: string | null;
  /** Index of the linked file to be checked next. */
  turn: number;
  /** Number of checks. */
  checkCount: number;
}

/** Number of linked files checked at a time. */
const maxLinked = 8;

/**
 * Missing files are looked for at every n-th check, and when the user returns to the page: folders
 * may be large.
 */
const missingFileRatio = 6;

/** Interval of checks (ms), longer while the server does not answer. */
const atRest = { interval: 10_000, backoff: true, max: 30_000 };

/** The same while a scan is running. */
const running = { interval: 3000, backoff: true, max: 30_000 };

/**
 * Detects that a file was rewritten or replaced while it is open. The contents API is asked on
 * focus and every 10 s while the file is visible (every 3 s while it is still being written);
 * stamps of the file server have a resolution of one second. One poll serves all documents: a
 * disposed Poll stays in memory, with everything it refers to, until its timer fires.
 */
export class ScanWatch implements IDisposable {
  /**
   * @param _login asked before each request, and notified of refusals: no request is made after the
   * login has expired.
   * @param _versions shared with readers: the first check of a file and its read use the same
   * answer.
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
      checking: new Set(),
      shown: null,
      turn: 0,
      checkCount: 0
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

  /** Add an object that is called at every check, until the result is disposed of. */
  join(looking: IFileChecker): IDisposable {
    const others = this._others;
    others.add(looking);
    return {
      get isDisposed() {
        return !others.has(looking);
      },
      dispose: () => void others.delete(looking)
    };
  }

  /**
   * Check every visible file now.
   * @param isThorough for missing ones too.
   * @returns whether the server answered.
   */
  async check(isThorough = false): Promise<boolean> {
    const visible = this._visible;
    const answers = await Promise.all(visible.map(entry => this._check(entry)));
    await Promise.all(visible.map(entry => this._checkLinked(entry)));
    const due = visible.filter(entry => entry.checkCount++ % missingFileRatio === 0 || isThorough);
    await Promise.all(due.map(entry => this._checkMissing(entry)));
    const isFull = isThorough || this._checks++ % missingFileRatio === 0;
    const others = [...this._others].filter(checker => checker.isVisible());
    answers.push(...(await Promise.all(others.map(checker => checker.check(isFull)))));
    return answers.every(Boolean);
  }

  private async _poll(): Promise<void> {
    const isAnswered = await this.check();
    if (!this.isDisposed) {
      this._updateInterval();
    }
    if (!isAnswered) {
      throw new XESError('file/unreachable', 'The server does not answer.'); // the poll then increases its interval
    }
  }

  /** @returns whether the interval of checks became shorter. */
  private _updateInterval(): boolean {
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
    return this._visible.length > 0 || [...this._others].some(checker => checker.isVisible());
  }

  private get _visible(): IEntry[] {
    return [...this._entries].filter(entry => entry.isVisible());
  }

  /** Called for every change of a model, so it requests only files that have not been checked. */
  private _begin(entry: IEntry): void {
    const path = entry.path();
    if (path !== entry.shown) {
      entry.shown = path;
      void this._check(entry);
    }
    for (const other of entry.others?.() ?? []) {
      if (!entry.stamps.has(other) && !entry.checking.has(other)) {
        entry.checking.add(other);
        void this._check(entry, other).finally(() => entry.checking.delete(other));
      }
    }
    if (entry.isRunning?.() && this._updateInterval()) {
      void this._looking.schedule({ interval: running.interval, phase: 'refreshed' });
    }
  }

  /** @returns false if the server did not answer. */
  private async _check(entry: IEntry, path = entry.path()): Promise<boolean> {
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
      // the old stamp of a file no longer shown stays: the change is reported when it is shown
      entry.stamps.set(path, text);
      entry.changed();
    }
    return text !== null;
  }

  /** Checks a few at a time, in turn: there may be hundreds. */
  private async _checkLinked(entry: IEntry): Promise<void> {
    const linked = entry.linked?.() ?? [];
    if (linked.length === 0 || this._login?.isEnded || entry.isBusy?.()) {
      return;
    }
    const count = Math.min(maxLinked, linked.length);
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

  /** Checks whether a missing file has appeared. */
  private async _checkMissing(entry: IEntry): Promise<void> {
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

  /**
   * One request at a time for each path. Null if it is missing or unreachable: a reload shows the
   * reason.
   */
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
  private _others = new Set<IFileChecker>();
  private _checks = 0;
  private _owned = new DisposableStore();
}
