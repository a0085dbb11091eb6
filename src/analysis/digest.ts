import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 of bytes, or of a text as UTF-8, hexadecimal. Not by `crypto.subtle`, which is
 * asynchronous and needs a secure context; a hub over plain HTTP has none.
 */
export function sha256Hex(content: Uint8Array | string): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/** The digest of several arrays concatenated, as little-endian float64. */
export function sha256OfArrays(arrays: readonly Float64Array[]): string {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const view = new DataView(new ArrayBuffer(8 * length));
  let at = 0;
  for (const array of arrays) {
    for (const value of array) {
      // a NaN has many bit patterns, and engines are free to choose
      view.setFloat64(at, Number.isNaN(value) ? NaN : value, true);
      at += 8;
    }
  }
  return sha256Hex(new Uint8Array(view.buffer));
}
