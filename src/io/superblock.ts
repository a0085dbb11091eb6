import { lookup3 } from './lookup3.js';
import type { Patch } from './patchedfile.js';

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** The part of a superblock that is read here, of any version with addresses of 8 bytes (bytes). */
const needed = 52;

/** Where a superblock of version 3 says who has it open, and the flags of writing and of SWMR writing. */
const flagsAt = 11;
const writingFlags = 0x05;

/** What is needed of HDF5's superblock to see a truncated file before the library does. */
export interface Superblock {
  /**
   * End of the file as its writer left it, bytes from the start; NaN where it is unknown,
   * Infinity where the file ends before the superblock does.
   */
  endOfFile: number;
  /** Where it stands, bytes from the start: addresses of the file count from there. */
  offset: number;
  /** Bytes of an address. */
  width: number;
  /** Whether its writer has not closed it: it is still at work, or ended without closing. */
  isOpenForWriting: boolean;
}

/**
 * Find and read the superblock (HDF5 file format specification, section II.A).
 * @param read the bytes from an offset on, fewer at the end of the file.
 * @returns null where the file is no HDF5.
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
      break; // a user block of more than a megabyte is not searched
    }
  }
  return null;
}

/** Of a superblock of version 2 or 3: a damaged one is not to be made sound by a new checksum. */
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
  // the end counts from where the base address does: HDF5 moves both where a user block was added
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
 * Bytes that make a file read as if its writer had closed it, for HDF5 opens no file that is being written. A
 * writer of such files keeps what it has written whole at any time, but not where the superblock says the file ends.
 * @param read the bytes from an offset on. @param size of the file (bytes).
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
