import { messageType, type HeaderMessage } from './h5header.js';

/** Bytes of a file from `start` up to `end` (exclusive). */
export interface Extent {
  start: number;
  end: number;
}

/**
 * Location of the numbers of a contiguous dataset, from its layout message (HDF5 file format
 * specification, IV.A.2.i), for files with addresses of 8 bytes.
 * @param base offset in the file that addresses are relative to.
 * @param length bytes of the dataset.
 * @returns null if they are stored in any other way: in chunks, in the header, in other files, or
 * not yet.
 */
export function contiguousExtent(
  messages: readonly HeaderMessage[],
  base: number,
  length: number
): Extent | null {
  const layout = messages.find(({ type }) => type === messageType.layout);
  const isElsewhere = messages.some(({ type }) => type === messageType.external);
  const address = layout && !isElsewhere ? contiguousAddress(layout) : null;
  if (!layout || address === null || address >= undefinedAddress) {
    return null;
  }
  const start = base + Number(address);
  const isOfLength = layout.body[0] < 3 || wordAt(layout.body, 10) === BigInt(length);
  return isOfLength && Number.isSafeInteger(start + length) ? { start, end: start + length } : null;
}

/** Whether a contiguous dataset is not allocated in the file: nothing was ever written to it. */
export function isUnallocated(message: HeaderMessage): boolean {
  return message.type === messageType.layout && contiguousAddress(message) === undefinedAddress;
}

const undefinedAddress = 2n ** 64n - 1n;

/** @returns null for a layout that is not contiguous, or is truncated. */
function contiguousAddress({ body }: HeaderMessage): bigint | null {
  const isOld = body[0] < 3;
  return body[isOld ? 2 : 1] === 1 ? wordAt(body, isOld ? 8 : 2) : null;
}

/** A little-endian integer of 8 bytes; null if the bytes end before it. */
function wordAt(bytes: Uint8Array, at: number): bigint | null {
  return at + 8 <= bytes.length
    ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at, true)
    : null;
}
