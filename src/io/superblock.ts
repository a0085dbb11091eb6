import { lookup3 } from './lookup3.js';
import type { Patch } from './patchedfile.js';

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Size of the part of a superblock used here, for any version with addresses of 8 bytes (bytes).
 */
const needed = 52;

/**
 * Offset of the consistency flags in a superblock of version 3, and the flags of writing and of
 * SWMR writing.
 */
const flagsAt = 11;
const writingFlags = 0x05;

/** The parts of HDF5's superblock needed to detect a truncated file before the library does. */
export interface Superblock {
  /**
   * End of the file according to its writer, bytes from the start; NaN if unknown, Infinity if the
   * file ends within the superblock.
   */
  endOfFile: number;
  /** Its offset, bytes from the start: addresses of the file are relative to it. */
  offset: number;
  /** Size of an address, bytes. */
  width: number;
  /** Whether its writer has not closed it: it is still running, or ended without closing. */
  isOpenForWriting: boolean;
}

/**
 * Find and read the superblock (HDF5 file format specification, section II.A).
 * @param read the bytes from an offset on, fewer at the end of the file.
 * @returns null if the file is not HDF5.
 */
export function readSuperblock(
  read: (start: number, length: number) => Uint8Array,
  size: number
): Superblock | null {
  for (let offset = 0; offset < size; offset = offset === 0 ? 512 : offset * 2) {
    const bytes = read(offset, 96);
    const isCut = bytes.length < signature.length && offset === 0;
    if (signature.every((byte, i) => bytes[i] === byte || (isCut && i >= bytes.length))) {
      const version = bytes[8];
      return {
        endOfFile: bytes.length < needed ? Infinity : endOfFile(bytes, offset),
        offset,
        width: bytes[version < 2 ? 13 : 9],
        isOpenForWriting:
          version >= 3 && (bytes[flagsAt] & writingFlags) !== 0 && hasItsChecksum(bytes)
      };
    }
    if (offset > 2 ** 20) {
      break; // user blocks of more than a megabyte are not searched
    }
  }
  return null;
}

/** Checks superblocks of version 2 or 3: a damaged one must not be made valid by a new checksum. */
function hasItsChecksum(bytes: Uint8Array): boolean {
  const end = 12 + 4 * bytes[9];
  return (
    end + 4 <= bytes.length &&
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true) ===
      lookup3(bytes.slice(0, end))
  );
}

function endOfFile(bytes: Uint8Array, offset: number): number {
  const version = bytes[8];
  const isOld = version < 2;
  const width = bytes[isOld ? 13 : 9];
  const fixed = isOld ? (version === 0 ? 24 : 28) : 12;
  const base = address(bytes, fixed, width);
  // base address, then (old) free space or (new) superblock extension, then the end of the file
  const end = address(bytes, fixed + 2 * width, width);
  // the end is relative to the base address: HDF5 moves both if a user block was added
  return end - base + offset;
}

function address(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = Math.min(width, 8) - 1; i >= 0; i--) {
    value = value * 256 + (bytes[at + i] ?? NaN);
  }
  return value < Number.MAX_SAFE_INTEGER ? value : NaN;
}

/**
 * Patches that make a file read as if its writer had closed it, as HDF5 opens no file that is being
 * written. The writer of such files keeps what it has written consistent at any time, except for
 * the end of the file in the superblock.
 * @param read the bytes from an offset on.
 * @param size of the file (bytes).
 */
export function closedPatches(
  read: (start: number, length: number) => Uint8Array,
  { offset, width, isOpenForWriting }: Superblock,
  size: number
): Patch[] {
  if (!isOpenForWriting || width !== 8) {
    return [];
  }
  const bytes = read(offset, 12 + 4 * width).slice();
  const view = new DataView(bytes.buffer);
  const endAt = 12 + 2 * width;
  bytes[flagsAt] = 0;
  view.setBigUint64(endAt, view.getBigUint64(12, true) + BigInt(size - offset), true);
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, lookup3(bytes), true);
  return [
    { at: offset + flagsAt, bytes: Uint8Array.of(0) },
    { at: offset + endAt, bytes: bytes.slice(endAt, endAt + width) },
    { at: offset + bytes.length, bytes: sum }
  ];
}
