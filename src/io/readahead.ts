import type { Metadata } from 'h5wasm';
import type { FetchedParts } from './fetchedparts.js';
import type { ObjectHeaders } from './h5headers.js';
import { contiguousExtent, type Extent } from './h5layout.js';

/** Datasets smaller than this are read with the surrounding blocks (bytes). */
const leastPart = 2 ** 16;

/** Largest part fetched at once (bytes). */
const mostPart = 2 ** 28;

/**
 * Neighbouring parts are merged up to this size: a request costs as much as some megabytes (bytes).
 */
const mostJoined = 2 ** 22;

/** A file is fetched whole if it is at most this much larger than the chunked data needed. */
const mostOfWhole = 1.3;

/**
 * Fetches what HDF5 would request piece by piece: the numbers of a contiguous dataset in one
 * request, and for chunks, or in a small file, the whole file if that is hardly more.
 */
export class ReadAhead {
  /** @param _size size of the file, bytes. */
  constructor(
    private _parts: FetchedParts,
    private _headers: ObjectHeaders,
    private _size: number
  ) {}

  /** Start to fetch datasets that will be read. */
  begin(datasets: readonly (readonly [string, Metadata])[]): void {
    const lengths = datasets.map(([, metadata]) => lengthOf(metadata));
    const total = lengths.reduce((a, b) => a + b, 0);
    const hasChunks = datasets.some(
      ([, { chunks }], k) => chunks !== null && lengths[k] >= leastPart
    );
    const isHardlyMore = this._size <= Math.min(mostOfWhole * total, mostPart);
    if (isHardlyMore && (hasChunks || this._size <= mostJoined)) {
      this._isWhole = true;
      this._parts.begin({ start: 0, end: this._size });
      return;
    }
    const extents = this._extentsOf(datasets);
    const parts = joined(extents);
    const last = parts.at(-1);
    if (last && this._size - last.end < leastPart) {
      last.end = this._size; // axes and texts mostly follow the data
    }
    for (const { start } of extents) {
      // in the order of announcement
      parts
        .filter(part => part.start <= start && start < part.end)
        .forEach(part => this._parts.begin(part));
    }
  }

  /** The stored bytes of a dataset, if they have arrived; null: HDF5 has to read it. */
  bytesOf(path: string, metadata: Metadata): Uint8Array | null {
    const extent = this._extentOf(path, metadata);
    return extent && this._parts.held(extent);
  }

  /** Wait for datasets (default: everything started); null if nothing is pending. */
  arriving(datasets?: readonly (readonly [string, Metadata])[]): Promise<void> | null {
    const wanted = this._isWhole ? undefined : datasets && this._extentsOf(datasets);
    return this._parts.isWaiting(wanted) ? this._parts.arrived(wanted) : null;
  }

  /**
   * Extent of consecutive numbers of a contiguous dataset; null if it is stored in any other way.
   */
  runOf(path: string, metadata: Metadata, from: number, to: number): Extent | null {
    const extent = this._extentOf(path, metadata);
    const at = (index: number) => (extent?.start ?? 0) + index * metadata.size;
    return extent && 0 <= from && from < to && at(to) <= extent.end
      ? { start: at(from), end: at(to) }
      : null;
  }

  /** Fetch parts of the file separately, in this order; null if one of them was too short. */
  async fetch(parts: readonly Extent[]): Promise<Uint8Array[] | null> {
    parts.forEach(part => this._parts.begin(part));
    await this._parts.arrived(parts);
    const held = parts.map(part => this._parts.held(part)).filter(bytes => bytes !== null);
    return held.length === parts.length ? held : null; // if one is missing, others would take its place
  }

  private _extentsOf(datasets: readonly (readonly [string, Metadata])[]): Extent[] {
    return datasets
      .map(([path, metadata]) => this._extentOf(path, metadata))
      .filter(extent => extent !== null);
  }

  private _extentOf(path: string, metadata: Metadata): Extent | null {
    const length = lengthOf(metadata);
    const isPlain = metadata.chunks === null && !metadata.virtual_sources?.length;
    if (!isPlain || length < leastPart || length > mostPart) {
      return null;
    }
    const extent = contiguousExtent(this._headers.messages(path), this._headers.base, length);
    return extent && extent.end <= this._size ? extent : null;
  }

  private _isWhole = false;
}

/** Extents in the order of the file; small adjacent ones are merged. */
function joined(extents: readonly Extent[]): Extent[] {
  const parts: Extent[] = [];
  for (const { start, end } of [...extents].sort((a, b) => a.start - b.start)) {
    const last = parts.at(-1);
    if (last && start - last.end < leastPart && end - last.start <= mostJoined) {
      last.end = Math.max(last.end, end);
    } else {
      parts.push({ start, end });
    }
  }
  return parts;
}

function lengthOf({ shape, total_size, size }: Metadata): number {
  return shape ? Number(total_size) * size : 0;
}
