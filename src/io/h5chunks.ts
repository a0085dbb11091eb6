import type { ReadBytes } from './h5header.js';

/** Location of the list of a dataset's chunks, from its layout message. */
type ChunkIndex =
  | { kind: 'tree' | 'new-tree' | 'array' | 'growing'; address: number }
  | { kind: 'complete' | 'empty' | 'unknown' };

/** Size of a chunked dataset and of its chunks, along each axis. */
export interface Chunking {
  shape: readonly number[];
  chunk: readonly number[];
}

/** Most nodes visited of a chunk index: more would cost more than it saves. */
const mostNodes = 256;

/** Most entries of a fixed array in one block; more are in pages. */
const mostEntries = 1024;

/**
 * Whether every chunk of a dataset is allocated in the file, so that HDF5 has none to fill: counted
 * in the chunk index (HDF5 file format specification, III.A, VII.A and IV.A.2.i), for files with
 * addresses of 8 bytes.
 * @param layout body of the layout message.
 * @param base offset in the file that addresses are relative to.
 * @returns false also if unknown: for large indices and damaged ones.
 */
export function isFullyAllocated(
  read: ReadBytes,
  layout: Uint8Array,
  base: number,
  chunking: Chunking
): boolean {
  const index = indexOf(layout);
  const { shape, chunk } = chunking;
  if (shape.length !== chunk.length) {
    return false;
  }
  const needed = shape.reduce((n, size, i) => n * Math.ceil(size / chunk[i]), 1);
  if (needed === 0) {
    return true;
  }
  switch (index.kind) {
    case 'complete':
      return true;
    case 'tree':
      return new ChunkTree(read, base, shape).count(index.address) === needed;
    case 'new-tree':
      return recordsOfNewTree(read(base + index.address, 34)) === needed;
    case 'array':
      return isFullArray(read, base, index.address, needed);
    case 'growing':
      return isFullGrowingArray(read, base, index.address, needed);
    default:
      return false;
  }
}

function indexOf(layout: Uint8Array): ChunkIndex {
  const [version] = layout;
  if (version < 4) {
    return layout[version < 3 ? 2 : 1] === 2
      ? located('tree', layout, version < 3 ? 8 : 3)
      : { kind: 'unknown' };
  }
  if (version > 5 || layout[1] !== 2) {
    return { kind: 'unknown' };
  }
  const [, , flags, rank, width] = layout;
  const at = 5 + rank * width;
  switch (layout[at]) {
    case 1: // one chunk; if filtered, preceded by its size and mask
      return defined(layout, at + 1 + (flags & 2 ? 12 : 0), { kind: 'complete' });
    case 2: // consecutive chunks, all allocated with the dataset
      return defined(layout, at + 1, { kind: 'complete' });
    case 3:
      return located('array', layout, at + 2);
    case 4:
      return located('growing', layout, at + 6);
    case 5:
      return located('new-tree', layout, at + 7);
    default:
      return { kind: 'unknown' };
  }
}

function located(
  kind: 'tree' | 'new-tree' | 'array' | 'growing',
  bytes: Uint8Array,
  at: number
): ChunkIndex {
  return defined(bytes, at, { kind, address: addressAt(bytes, at) ?? 0 });
}

function defined(bytes: Uint8Array, at: number, index: ChunkIndex): ChunkIndex {
  return addressAt(bytes, at) === null ? { kind: 'empty' } : index;
}

/** A B-tree of version 1 whose keys are offsets of chunks. */
class ChunkTree {
  constructor(
    private _read: ReadBytes,
    private _base: number,
    private _shape: readonly number[]
  ) {}

  /** Number of chunks within the dataset listed in the tree; NaN if it is damaged or too large. */
  count(address: number, above = Infinity): number {
    const axes = this._shape.length;
    const pair = 8 + 8 * (axes + 1) + 8;
    const at = this._base + address;
    const head = viewOf(this._read(at, 24));
    this._nodes++;
    const isNode =
      head.byteLength === 24 && head.getUint32(0) === 0x54524545 && head.getUint8(4) === 1;
    const level = isNode ? head.getUint8(5) : Infinity;
    if (level >= above || level === Infinity || this._nodes > mostNodes) {
      return NaN;
    }
    const used = head.getUint16(6, true);
    const bytes = this._read(at + 24, used * pair);
    if (bytes.length < used * pair) {
      return NaN;
    }
    const pairs = Array.from({ length: used }, (_, k) => bytes.subarray(k * pair, (k + 1) * pair));
    return pairs.reduce((n, entry) => {
      const child = addressAt(entry, pair - 8);
      return n + (child === null ? NaN : level > 0 ? this.count(child, level) : this._has(entry));
    }, 0);
  }

  private _has(key: Uint8Array): number {
    return this._shape.every((size, i) => (addressAt(key, 8 + 8 * i) ?? Infinity) < size) ? 1 : 0;
  }

  private _nodes = 0;
}

/** Number of records in a B-tree of version 2 according to its header. */
function recordsOfNewTree(head: Uint8Array): number {
  const isHead = head.length === 34 && viewOf(head).getUint32(0) === 0x42544844;
  return (isHead ? addressAt(head, 26) : null) ?? NaN;
}

/** Whether all entries of a fixed array refer to chunks. */
function isFullArray(read: ReadBytes, base: number, address: number, needed: number): boolean {
  const head = read(base + address, 24);
  if (head.length < 24 || viewOf(head).getUint32(0) !== 0x46414844) {
    return false;
  }
  const [width, bits] = head.subarray(6, 8);
  const entries = addressAt(head, 8);
  const block = addressAt(head, 16);
  if (
    entries !== needed ||
    needed > Math.min(mostEntries, 2 ** bits) ||
    width < 8 ||
    block === null
  ) {
    return false;
  }
  return hasEntries(read, base + block, { signature: 0x46414442, from: 14, width, count: needed });
}

/**
 * Blocks of an extensible array referenced directly by its index block, as multiples of the
 * smallest one.
 */
const directBlocks = [1, 2, 2, 2, 4, 4];

/**
 * Whether the first entries of an extensible array refer to chunks; false if they are in further
 * blocks.
 */
function isFullGrowingArray(
  read: ReadBytes,
  base: number,
  address: number,
  needed: number
): boolean {
  const head = read(base + address, 68);
  const index = addressAt(head, 60);
  if (index === null || viewOf(head).getUint32(0) !== 0x45414844) {
    return false;
  }
  const [width, bits, inlineEntries, smallest, pointers, pageBits] = head.subarray(6, 12);
  const isUsual = width >= 8 && pointers === 4 && smallest * 4 <= 2 ** pageBits;
  const inIndex = {
    signature: 0x45414942,
    from: 14,
    width,
    count: Math.min(inlineEntries, needed)
  };
  if (!isUsual || !hasEntries(read, base + index, inIndex)) {
    return false;
  }
  const blocks = read(base + index + 14 + inlineEntries * width, 8 * directBlocks.length);
  let remaining = needed - inIndex.count;
  for (let k = 0; k < directBlocks.length && remaining > 0; k++) {
    const count = Math.min(remaining, directBlocks[k] * smallest);
    const block = addressAt(blocks, 8 * k);
    const entries = { signature: 0x45414442, from: 14 + Math.ceil(bits / 8), width, count };
    if (block === null || !hasEntries(read, base + block, entries)) {
      return false;
    }
    remaining -= count;
  }
  return remaining === 0;
}

/** Entries of a block: the address of a chunk each, in filtered datasets with its size and mask. */
interface Entries {
  signature: number;
  /** Offset of the first entry in the block. */
  from: number;
  /** Size of an entry, bytes. */
  width: number;
  count: number;
}

/** Whether all entries of a block refer to chunks. */
function hasEntries(
  read: ReadBytes,
  at: number,
  { signature, from, width, count }: Entries
): boolean {
  const bytes = read(at, from + count * width);
  return (
    bytes.length === from + count * width &&
    viewOf(bytes).getUint32(0) === signature &&
    Array.from({ length: count }, (_, k) => addressAt(bytes, from + k * width)).every(
      place => place !== null
    )
  );
}

/** An address, or another integer of 8 bytes; null if undefined, missing or too large. */
function addressAt(bytes: Uint8Array, at: number): number | null {
  if (at + 8 > bytes.length) {
    return null;
  }
  const value = Number(viewOf(bytes).getBigUint64(at, true));
  return Number.isSafeInteger(value) ? value : null;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
