import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { Delivered, IScanDeliverer } from '../io/delivery.js';
import { asXESError, XESError } from '../base/errors.js';
import { addressOf, choiceOf, pathAfter } from './addresses.js';
import type { Address, PageMessage, ScanUpdate } from './protocol.js';
import { ScanRead } from './scanread.js';

export interface IScanReadsOptions {
  reader: IScanDeliverer;
  /** Post to the compute worker, if there is one. */
  post(message: PageMessage): void;
  /** Generation of the link for deliveries; null without a compute worker. */
  generation(): number | null;
  onChange(addresses: readonly Address[]): void;
  /**
   * The compute worker received these, or why they can't be read: it evaluates their dependents
   * again.
   */
  onGiven(addresses: readonly Address[]): void;
  /** A read terminated the reader and is retried; without a retry the scan fails instead. */
  onCrash(error: XESError, path: string): void;
}

/** Maximum attempts of a read that terminates the reader. */
const maxCrashes = 2;

/**
 * The page's facts about the scans of all documents, and the reads that deliver them to the compute
 * worker.
 */
export class ScanReads {
  constructor(private _options: IScanReadsOptions) {}

  /** A document refers to it. */
  hold(address: Address): void {
    const scan = this._scans.get(address) ?? new ScanRead(address);
    this._scans.set(address, scan);
    scan.holders++;
  }

  /** A document no longer refers to it; a scan without documents is not read. */
  drop(address: Address): void {
    const scan = this._scans.get(address);
    if (scan && --scan.holders === 0) {
      this._scans.delete(address);
      this._abort(scan);
      this._options.post({ type: 'forget', addresses: [address] });
    }
  }

  /** Hold it, and read it before any request. @returns a disposable that drops it. */
  expect(address: Address): IDisposable {
    this.hold(address);
    const scan = this._scans.get(address);
    if (scan && (scan.state === 'waiting' || scan.state === 'released')) {
      scan.isByUser = true;
      this._begin(scan);
    }
    return new DisposableDelegate(() => scan && this.drop(scan.address)); // it may have moved
  }

  get(address: Address): ScanRead | undefined {
    return this._scans.get(address);
  }

  isLoading(address: Address): boolean {
    return this._scans.get(address)?.state === 'loading';
  }

  /** Read these in this order; other reads that have not started are dropped. */
  want(addresses: readonly Address[]): void {
    const wanted = new Set(addresses);
    const scans = [...wanted].flatMap(address => this._scans.get(address) ?? []);
    const left = [...this._scans.values()].filter(
      ({ address, abort, sequence, isByUser }) =>
        abort && sequence === 0 && !isByUser && !wanted.has(address)
    );
    left.forEach(scan => this._leave(scan));
    const fresh = scans.filter(({ state }) => state === 'waiting' || state === 'released');
    fresh.forEach(scan => this._begin(scan));
    this._options.reader.prioritise(scans.map(({ place }) => place.path));
    this._emitChange([...left, ...fresh]);
  }

  /** Read it again, now. The previous data stay until then. */
  reload(address: Address): void {
    const scan = this._scans.get(address);
    if (!scan) {
      return;
    }
    if (scan.abort && scan.sequence === 0) {
      scan.isByUser = true; // a queued read gets the current file anyway
      return;
    }
    this._abort(scan);
    this._reloads.set(address, (this._reloads.get(address) ?? 0) + 1);
    scan.crashes = 0;
    scan.isByUser = true;
    this._begin(scan);
    this._emitChange([scan]);
  }

  /**
   * Read these files again, including those that failed: the way they are read changed. Evicted
   * scans are read when they are wanted.
   */
  refresh(isConcerned: (path: string) => boolean): void {
    const scans = [...this._scans.values()].filter(
      ({ place, state, abort }) => isConcerned(place.path) && (abort || state !== 'waiting')
    );
    const evicted = scans.filter(({ state }) => state === 'released');
    evicted.forEach(scan => Object.assign(scan, { state: 'waiting', key: null }));
    this._options.post({ type: 'scan', updates: evicted.map(updateOf) });
    for (const scan of scans.filter(scan => !evicted.includes(scan))) {
      const { isByUser } = scan;
      const isQueued = scan.abort && scan.sequence === 0;
      if (!isQueued) {
        this._abort(scan);
        scan.isByUser = isByUser || scan.state === 'failed';
        this._begin(scan);
      }
    }
    this._options.onGiven(scans.map(({ address }) => address));
    this._emitChange(scans);
  }

  /** Cancel its read. */
  cancel(address: Address): void {
    const scan = this._scans.get(address);
    if (scan?.abort) {
      this._abort(scan);
      this._fail(scan, cancelled());
    }
  }

  /** The compute worker has received it. */
  adopted(sequence: number): void {
    for (const scan of this._scans.values()) {
      if (scan.sequence === sequence && scan.abort) {
        this._ended(scan);
        scan.state = 'ready';
        scan.crashes = 0;
        this._options.onGiven([scan.address]);
        this._emitChange([scan]);
        return;
      }
    }
  }

  evicted(addresses: readonly Address[]): void {
    const scans = addresses.flatMap(address => this._scans.get(address) ?? []);
    const released = scans.filter(({ state }) => state === 'ready');
    released.forEach(scan => (scan.state = 'released'));
    this._emitChange(released);
  }

  /** The compute worker ended with all its scans: delivered data must be read again. */
  lost(): void {
    for (const scan of this._scans.values()) {
      if (scan.state === 'ready') {
        scan.state = 'released';
      } else if (scan.state === 'loading' && scan.isDelivered) {
        this._leave(scan);
      }
    }
    this._emitChange([...this._scans.values()]);
  }

  /** Initial updates for a new compute worker. */
  get scanUpdates(): ScanUpdate[] {
    return [...this._scans.values()]
      .filter(({ key, error }) => key !== null || error !== null)
      .map(updateOf);
  }

  /** Follow a rename. @returns old and new addresses. */
  rename(from: string, to: string): [Address, Address][] {
    const moves: [Address, Address][] = [];
    for (const scan of [...this._scans.values()]) {
      const path = pathAfter(scan.place.path, from, to);
      if (path !== scan.place.path) {
        moves.push([scan.address, addressOf({ ...scan.place, path })]);
      }
    }
    moves.forEach(([before, after]) => this._move(before, after));
    return moves;
  }

  /** The compute worker had no memory for a delivered scan. */
  undelivered(): void {
    const scans = [...this._scans.values()].filter(({ isDelivered }) => isDelivered);
    for (const scan of scans) {
      this._abort(scan);
      this._fail(scan, asXESError(new RangeError('Array buffer allocation failed')));
    }
  }

  private _move(before: Address, after: Address): void {
    const scan = this._scans.get(before);
    if (!scan) {
      return;
    }
    const replaced = this._scans.get(after);
    if (replaced) {
      this._abort(replaced);
      scan.holders += replaced.holders;
    }
    this._scans.delete(before);
    this._scans.set(after, scan);
    scan.move(after);
    if (scan.abort && !scan.isDelivered) {
      const { isByUser } = scan;
      this._abort(scan); // the running read uses the old path
      scan.isByUser = isByUser;
      this._begin(scan);
    }
  }

  private _begin(scan: ScanRead): void {
    const abort = new AbortController();
    Object.assign(scan, { abort, sequence: 0, isDelivered: false, progress: null, error: null });
    scan.state = 'loading';
    void this._read(scan, abort);
  }

  /** Never rejects: a failure becomes the state of the scan. */
  private async _read(scan: ScanRead, abort: AbortController): Promise<void> {
    const { path } = scan.place;
    const isCurrent = () => scan.abort === abort;
    let sequence = 0;
    try {
      const delivered = await this._options.reader.deliver(path, {
        signal: abort.signal,
        choice: choiceOf(scan.place),
        isByUser: scan.isByUser,
        begin: () => {
          const before = sequence;
          sequence = ++this._sequence;
          scan.sequence = isCurrent() ? sequence : scan.sequence;
          // before the other is discarded, so that its preview stays until this read has its own
          this._options.post({ type: 'begun', sequence, address: scan.address });
          this._discard(before);
          return sequence;
        },
        onProgress: (bytes, total) => {
          if (isCurrent()) {
            scan.progress = { bytes, total };
            this._emitChange([scan]);
          }
        }
      });
      if (isCurrent()) {
        this._delivered(scan, delivered);
        return;
      }
    } catch (reason) {
      if (isCurrent()) {
        this._failed(scan, asXESError(reason));
      }
    }
    this._discard(sequence);
  }

  private _delivered(scan: ScanRead, delivered: Delivered): void {
    const { sequence, facts, cost, generation, stamp } = delivered;
    const current = this._options.generation();
    if (current === null) {
      this._leave(scan); // there is no worker to receive it; the next one requests it
      this._emitChange([scan]);
      return;
    }
    if (generation !== current) {
      this._discard(sequence);
      this._begin(scan); // it was sent to a worker that ended
      return;
    }
    const key = keyOf(scan, this._reloads.get(scan.address) ?? 0, delivered);
    Object.assign(scan, { facts, cost, key, isDelivered: true });
    Object.assign(scan, { linked: stamp.linked, absent: stamp.absent });
    this._options.post({ type: 'adopt', sequence, address: scan.address, key, facts });
  }

  private _failed(scan: ScanRead, error: XESError): void {
    if (error.code === 'worker/crashed' && ++scan.crashes < maxCrashes) {
      this._options.onCrash(error, scan.place.path);
      this._begin(scan);
    } else {
      this._fail(scan, error);
    }
  }

  private _fail(scan: ScanRead, error: XESError): void {
    Object.assign(scan, { state: 'failed', error, key: null, facts: null });
    this._ended(scan);
    this._options.post({ type: 'scan', updates: [updateOf(scan)] });
    this._options.onGiven([scan.address]);
    this._emitChange([scan]);
  }

  /** Abort its read and discard the result. */
  private _abort(scan: ScanRead): void {
    const { abort, sequence } = scan;
    this._ended(scan);
    if (abort) {
      this._discard(sequence);
      abort.abort();
    }
  }

  private _ended(scan: ScanRead): void {
    Object.assign(scan, { abort: null, sequence: 0, isDelivered: false, isByUser: false });
    scan.progress = null;
  }

  /** Abort its read and restore the state before. */
  private _leave(scan: ScanRead): void {
    this._abort(scan);
    scan.state = scan.key === null ? 'waiting' : 'released';
  }

  private _discard(sequence: number): void {
    if (sequence > 0) {
      this._options.post({ type: 'discard', sequence });
    }
  }

  private _emitChange(scans: readonly ScanRead[]): void {
    if (scans.length > 0) {
      this._options.onChange(scans.map(({ address }) => address));
    }
  }

  private _scans = new Map<Address, ScanRead>();
  /**
   * Reloads requested by the user: their data count as new even if the file's stamp is unchanged.
   */
  private _reloads = new Map<Address, number>();
  private _sequence = 0;
}

function updateOf({ address, key, facts, error }: ScanRead): ScanUpdate {
  return { address, key, facts, error: error && { code: error.code, message: error.message } };
}

/**
 * Identifies the data: the file and its version, and the schema used. Without a version, every read
 * counts as different.
 */
function keyOf(
  { address }: ScanRead,
  reloads: number,
  { version, stamp, sequence, facts }: Delivered
): string {
  const { size, lastModified, linked } = stamp;
  const read = [address, reloads, version ?? sequence, size, lastModified];
  // the same file read by another schema, or after a change of a linked file, has other numbers
  const others = [...(facts.schema ? [facts.schema] : []), ...(linked ? [linked] : [])];
  return JSON.stringify([...read, ...others]);
}

function cancelled(): XESError {
  return new XESError('worker/cancelled', 'Reading was cancelled. Reload the scan to read it.');
}
