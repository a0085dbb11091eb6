import { version as engine } from '../../base/version.js';
import { createHash, type Hash } from 'node:crypto';
import { sha256Hex } from '../../analysis/digest.js';
import { canonical } from '../../analysis/evaluate/keys.js';
import type { Scan } from '../../formats/scan.js';
import type { ReadChoice } from '../../formats/mapping/types.js';
import { openFile, type OpenedScan } from '../../io/node.js';
import { versionAt } from '../../io/nodefile.js';
import { bytesIn } from '../../science/buffers.js';

interface Cached {
  opened: OpenedScan;
  key: string;
  bytes: number;
}

/** Scans read from files that are unchanged since, within a budget in bytes. */
export class ScanCache {
  /** @param budget bytes. */
  constructor(readonly budget: number) {}

  /** Bytes of the scans. */
  get bytes(): number {
    return this._bytes;
  }

  /** The current scan of a file. @throws XESError those of `openFile` */
  async open(path: string, choice: ReadChoice): Promise<OpenedScan> {
    const place = canonical([path, choice]);
    const cached = this._cached.get(place);
    if (cached && isAsRead(path, cached.opened)) {
      this._use(place, cached);
      return cached.opened;
    }
    this._delete(place);
    const opened = await openFile(path, choice);
    this._use(place, { opened, key: keyOf(opened, choice), bytes: bytesIn(opened.scan) });
    return opened;
  }

  /** Identifies the source of a scan: the same key is the same scan. */
  keyOf(scan: Scan): string {
    return this._keys.get(scan) ?? '';
  }

  /**
   * Identifies the contents of a scan, wherever and whenever its file was written: other numbers
   * have another digest.
   */
  digestOf(scan: Scan): string {
    const known = this._digests.get(scan) ?? digestOf(scan);
    this._digests.set(scan, known);
    return known;
  }

  /** The scan with this key if it is still cached; it becomes the most recently used. */
  get(key: string): Scan | null {
    const place = this._places.get(key) ?? '';
    const cached = this._cached.get(place);
    if (!cached) {
      return null;
    }
    this._use(place, cached);
    return cached.opened.scan;
  }

  /**
   * Evict the least recently used scans until the budget is met.
   * @param held keys of scans that stay.
   */
  evict(held: ReadonlySet<string>): void {
    for (const [place, { key }] of this._cached) {
      if (this._bytes <= this.budget) {
        return;
      }
      if (!held.has(key)) {
        this._delete(place);
      }
    }
  }

  private _use(place: string, cached: Cached): void {
    this._delete(place);
    this._cached.set(place, cached);
    this._places.set(cached.key, place);
    this._keys.set(cached.opened.scan, cached.key);
    this._bytes += cached.bytes;
  }

  private _delete(place: string): void {
    const cached = this._cached.get(place);
    if (cached) {
      this._bytes -= cached.bytes;
      this._cached.delete(place);
      this._places.delete(cached.key);
    }
  }

  /** Least recently used first. */
  private _cached = new Map<string, Cached>();
  private _places = new Map<string, string>();
  private _keys = new WeakMap<Scan, string>();
  private _digests = new WeakMap<Scan, string>();
  private _bytes = 0;
}

/** Whether a file, and those that it refers to, are unchanged. */
function isAsRead(path: string, { version, stamp }: OpenedScan): boolean {
  return (
    versionAt(path) === version &&
    (stamp.linked ?? []).every(linked => versionAt(linked.path) === linked.version)
  );
}

function keyOf({ scan, version, stamp }: OpenedScan, { entry, columns }: ReadChoice): string {
  const linked = (stamp.linked ?? []).map(stamp => stamp.version);
  return sha256Hex(canonical([engine, version, linked, entry, columns, scan.entry, scan.schema]));
}

/**
 * Digest of everything that results depend on: not titles, nor the location of an array in its
 * file.
 */
function digestOf({
  kind,
  shape,
  incident,
  incidentJitter,
  monitor,
  time,
  channels
}: Scan): string {
  const hash = createHash('sha256');
  take(hash, { kind, shape, incident, incidentJitter, monitor, time, channels });
  return hash.digest('hex');
}

function take(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`[${value.byteLength}]`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    for (const [name, item] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${JSON.stringify(name)}:`);
      take(hash, item);
    }
    hash.update('.');
  } else {
    hash.update(`${canonical(value)},`);
  }
}
