import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, trackDisposable } from '../../lifecycle/index.js';
import type { ILogEntry } from '../entry.js';
import { rankOf } from '../levels.js';
import type { ILogSink } from '../sink.js';
import { sizeOf, type IOutbox, type IOutboxItem } from '../outbox.js';
import { asDeliveryError, DeliveryError, type ILogTransport } from './transport.js';

export interface IFileSinkOptions {
  /** Called before the first delivery, and each time after the server was unreachable. */
  transport: () => Promise<ILogTransport>;
  /** Folders for the log, in order of preference; if empty, the sink waits. */
  places: () => readonly string[];
  outbox: IOutbox;
  /** Called when the server becomes unreachable, and when it is back. */
  onAway?: (isAway: boolean, reason: string) => void;
  /** Why nothing may be sent now; null if sending is allowed. */
  paused?: () => string | null;
  /** Called with each failure of a delivery. */
  onFailed?: (error: DeliveryError) => void;
  /** Called with the number of entries that were dropped. */
  onLost?: (count: number) => void;
}

/** Entries are sent after this time (ms), or at this size (characters). */
const longestWait = 1000;
const batchSize = 64 * 1024;
/** Most entries per request, and most entries waiting in memory. */
const batchCount = 200;
const maxWaiting = 2500;
/** Entries not delivered within this time are put into the outbox (ms). */
const usualDelivery = 500;
/** First and longest pause between attempts to reach the server (ms); it doubles each time. */
const firstPause = 2000;
const longestPause = 60_000;

/**
 * Writes the log files: batches of entries, in order, at least once. Entries that the server does
 * not take go to the outbox, which is emptied first.
 */
export class FileSink implements ILogSink, IDisposable {
  constructor(private _options: IFileSinkOptions) {
    trackDisposable(this);
    this._schedule(longestWait); // an earlier session may have left entries
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  write(entry: ILogEntry): void {
    if (this._isDisposed) {
      return;
    }
    this._waiting.push(entry);
    this._size += sizeOf(entry);
    this._makeRoom();
    const isUrgent = rankOf(entry.level) >= rankOf('error') || this._size >= batchSize;
    if (!this._isAway) {
      this._schedule(isUrgent ? 0 : longestWait);
      return;
    }
    if (isUrgent) {
      void this.keep();
    } else {
      this._keepTimer ??= setTimeout(() => void this.keep(), longestWait);
    }
    if (!this._isDelivering && this._timer === undefined) {
      this._schedule(this._pause); // no attempt is scheduled while nothing waits
    }
  }

  /** Try again now: the server may be back. It counts as back once it has taken entries. */
  retry(): void {
    this._pause = firstPause;
    this._schedule(0);
  }

  /** Put the entries that are not known to be written into the outbox. */
  keep(): Promise<void> {
    clearTimeout(this._keepTimer);
    this._keepTimer = undefined;
    const entries = [...this._underWay, ...this._take(true)];
    this._isKept = this._underWay.length > 0;
    return this._store(entries);
  }

  /**
   * The page ends: store pending entries, and send them in a request that outlives the page, unless
   * older entries wait: the server takes no lower number of a session after a higher one.
   * @param fits whether the given number of bytes can be sent.
   */
  end(fits: (bytes: number) => boolean): Promise<void> {
    const pending = [...this._underWay, ...this._waiting];
    const place = this._place ?? this._options.places()[0];
    if (pending.length > 0 && place !== undefined && !this._isAway && !this._hasOlder) {
      const { session } = pending[0];
      this._transport?.sendAtEnd?.(place, session, pending.slice(0, countOf(pending)), fits);
    }
    return this.keep();
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      clearTimeout(this._timer);
      clearTimeout(this._lateTimer);
      void this.keep();
      markAsDisposed(this);
    }
  }

  private _schedule(delay: number): void {
    const due = performance.now() + delay;
    if (this._isDisposed || (this._timer !== undefined && this._due <= due)) {
      return;
    }
    clearTimeout(this._timer);
    this._due = due;
    this._timer = setTimeout(() => {
      this._timer = undefined;
      void this._deliver();
    }, delay);
  }

  /** Deliver everything; never concurrently. */
  private async _deliver(): Promise<void> {
    if (this._isDelivering) {
      this._isAsked = true;
      return;
    }
    this._isDelivering = true;
    this._lateTimer = setTimeout(() => void this.keep(), usualDelivery);
    try {
      while (!this._isDisposed && (await this._deliverSome())) {
        // the next batch
      }
      this._pause = firstPause;
    } catch (error) {
      await this._giveUp(asDeliveryError(error));
    } finally {
      clearTimeout(this._lateTimer);
      this._isDelivering = false;
      if (this._isAsked && !this._isAway) {
        this._schedule(longestWait);
      }
      this._isAsked = false;
    }
  }

  /** @returns whether there may be more. @throws DeliveryError */
  private async _deliverSome(): Promise<boolean> {
    const places = this._options.places();
    if (places.length === 0) {
      await this._store(this._take(true));
      return false; // until something is written again
    }
    const reason = this._options.paused?.() ?? null;
    if (reason !== null) {
      throw new DeliveryError('away', reason);
    }
    this._transport ??= await this._options.transport();
    const older = this._hasOlder ? await this._older() : [];
    if (older.length > 0) {
      this._hasOlder = true;
      const [{ value: first, folder }] = older;
      const isAlike = (item: ILogItem) =>
        item.value.session === first.session && item.folder === folder;
      const end = older.findIndex(item => !isAlike(item));
      const alike = (end < 0 ? older : older.slice(0, end)).map(({ value }) => value);
      const batch = older.slice(0, countOf(alike));
      const entries = batch.map(({ value }) => value);
      await this._send(folder === null ? places : [folder, ...places], entries);
      await this._options.outbox.remove(batch.map(({ key }) => key));
      return true;
    }
    if (this._hasOlder) {
      return true; // stored meanwhile: sending a higher number first would bar these
    }
    this._underWay = this._take();
    this._isKept = false;
    if (this._underWay.length === 0) {
      return false;
    }
    // the same folder for a whole session, while it can be written
    const first = this._place === null ? [] : [this._place];
    this._place = await this._send([...first, ...places], this._underWay);
    await this._onWritten();
    return true;
  }

  /** The entries under way are on disk; remove them from the outbox if they were put there. */
  private async _onWritten(): Promise<void> {
    const keys = this._underWay.map(({ session, seq }) => [session, seq] as const);
    this._underWay = [];
    if (this._isKept) {
      await this._options.outbox.remove(keys).catch(() => undefined); // a repeat is harmless
    }
  }

  /** Send entries of one session to the first place that takes them. @returns that place. */
  private async _send(places: readonly string[], entries: readonly ILogEntry[]): Promise<string> {
    const [{ session }] = entries;
    const last = entries[entries.length - 1].seq;
    let refusal = new DeliveryError('place', 'No folder can be written');
    for (const place of new Set(places)) {
      try {
        const acknowledged = await this._transport?.send(place, session, entries);
        if (acknowledged === undefined || acknowledged < last) {
          throw new DeliveryError('away', 'Not all entries were written');
        }
        this._setAway(false, '');
        return place;
      } catch (reason) {
        refusal = asDeliveryError(reason);
        if (refusal.problem !== 'place') {
          break;
        }
      }
    }
    if (refusal.problem === 'away' || refusal.problem === 'place') {
      throw refusal;
    }
    const half = entries.length >> 1;
    if (half === 0 || refusal.problem === 'content') {
      this._options.onLost?.(entries.length); // a repeat would be refused too
      return places[0];
    }
    await this._send(places, entries.slice(0, half));
    return this._send(places, entries.slice(half));
  }

  private async _giveUp(error: DeliveryError): Promise<void> {
    const entries = [...this._underWay, ...this._take(true)];
    this._underWay = [];
    this._transport = null; // the server may come back with or without the extension
    this._setAway(true, error.message);
    this._options.onFailed?.(error);
    await this._store(entries);
    clearTimeout(this._timer);
    this._timer = undefined;
    this._schedule(this._pause);
    this._pause = Math.min(longestPause, this._pause * 2);
  }

  private async _store(entries: readonly ILogEntry[]): Promise<void> {
    if (entries.length === 0) {
      return;
    }
    const folder = this._place;
    this._hasOlder = true;
    try {
      await this._options.outbox.put(
        entries.map(value => ({ key: [value.session, value.seq], folder, value }))
      );
    } catch {
      this._options.onLost?.(entries.length);
    }
  }

  private async _older(): Promise<ILogItem[]> {
    this._hasOlder = false; // unless entries are put there meanwhile
    try {
      return (await this._options.outbox.list(batchCount)).filter(isLogItem);
    } catch {
      return []; // unreadable
    }
  }

  private _take(all = false): ILogEntry[] {
    const number = all ? this._waiting.length : countOf(this._waiting);
    const taken = this._waiting.splice(0, number);
    this._size -= taken.reduce((sum, entry) => sum + sizeOf(entry), 0);
    return taken;
  }

  private _makeRoom(): void {
    if (this._waiting.length > maxWaiting) {
      const minor = this._waiting.findIndex(({ level }) => rankOf(level) < rankOf('warning'));
      const [lost] = this._waiting.splice(Math.max(0, minor), 1);
      this._size -= sizeOf(lost);
      this._lost++;
    }
  }

  private _setAway(isAway: boolean, reason: string): void {
    if (this._isAway !== isAway) {
      this._isAway = isAway;
      this._options.onAway?.(isAway, reason);
    }
    if (!isAway && this._lost > 0) {
      const lost = this._lost;
      this._lost = 0;
      this._options.onLost?.(lost);
    }
  }

  private _waiting: ILogEntry[] = [];
  private _underWay: ILogEntry[] = [];
  private _size = 0;
  private _lost = 0;
  private _transport: ILogTransport | null = null;
  private _place: string | null = null;
  private _hasOlder = true;
  private _isAway = false;
  private _isDelivering = false;
  private _isAsked = false;
  /** Whether the entries under way are also in the outbox. */
  private _isKept = false;
  private _pause = firstPause;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _lateTimer: ReturnType<typeof setTimeout> | undefined;
  private _keepTimer: ReturnType<typeof setTimeout> | undefined;
  private _due = 0;
  private _isDisposed = false;
}

interface ILogItem extends IOutboxItem {
  value: ILogEntry;
}

function isLogItem(item: IOutboxItem): item is ILogItem {
  return typeof item.value === 'object';
}

/** How many entries fit into one request; at least one. */
function countOf(entries: readonly ILogEntry[]): number {
  let [count, size] = [0, 0];
  while (count < Math.min(batchCount, entries.length) && size < batchSize) {
    size += sizeOf(entries[count++]);
  }
  return count;
}
