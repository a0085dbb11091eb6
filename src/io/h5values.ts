import type { Metadata } from 'h5wasm';
import { XESError } from '../base/errors.js';

/** HDF5's type classes supported here. */
export const typeClass = { integer: 0, float: 1, string: 3 } as const;

/** Whether a dataset or an attribute holds numbers. */
export function isNumeric({ type }: Pick<Metadata, 'type'>): boolean {
  return type === typeClass.integer || type === typeClass.float;
}

/**
 * Numbers of any size as float64, in newly allocated memory. h5wasm's reads are always
 * little-endian, whatever the file's order (`metadata.littleEndian`), so that is ignored here.
 * @throws XESError `file/unreadable` for sizes unknown to DataView, such as x87's long double
 */
export function toFloat64(path: string, bytes: Uint8Array, metadata: Metadata): Float64Array {
  return float64(path, bytes.slice(), metadata, true);
}

/**
 * As `toFloat64`, for bytes in the file's own order; float64 that nearly fills its buffer is not
 * copied.
 */
export function ownFloat64(path: string, bytes: Uint8Array, metadata: Metadata): Float64Array {
  const isOwn = bytes.byteLength > 0.8 * bytes.buffer.byteLength && bytes.byteOffset % 8 === 0;
  return float64(path, isOwn ? bytes : bytes.slice(), metadata, metadata.littleEndian);
}

/** @param bytes that begin at a multiple of 8 in their buffer. */
function float64(
  path: string,
  bytes: Uint8Array,
  { type, size, signed }: Metadata,
  isLittle: boolean
): Float64Array {
  const count = bytes.length / size;
  const isFloat = type === typeClass.float;
  const { buffer, byteOffset } = bytes;
  if (isFloat && isLittle && isLittleHost && (size === 8 || size === 4)) {
    return size === 8
      ? new Float64Array(buffer, byteOffset, count)
      : new Float64Array(new Float32Array(buffer, byteOffset, count));
  }
  const read = reader(new DataView(buffer, byteOffset), isFloat, size, signed, isLittle);
  if (!read) {
    throw new XESError(
      'file/unreadable',
      `${path} holds numbers of ${size} bytes, which can't be read. Convert it to float64.`
    );
  }
  const result = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    result[i] = read(i * size);
  }
  return result;
}

const isLittleHost = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Indices of elements that show whether bytes are those of an array: the first, the last, and one
 * that would differ in the other byte order.
 */
export function samples(bytes: Uint8Array, size: number): number[] {
  const count = bytes.length / size;
  const most = Math.min(count, 1000); // an array of zeros has no such element
  const isLopsided = (index: number) => {
    const one = bytes.subarray(index * size, (index + 1) * size);
    return one.some((byte, k) => byte !== one[size - 1 - k]);
  };
  let lopsided = 0;
  while (lopsided < most - 1 && !isLopsided(lopsided)) {
    lopsided++;
  }
  return [...new Set([0, lopsided, count - 1])];
}

/** Fill bytes for memory before a read, to detect what was not overwritten. */
const [firstFill, secondFill] = [0xff, 0x7b];

/**
 * Numbers, with NaN where a read wrote nothing. A value may equal the fill pattern by chance: the
 * read is then repeated with another pattern, and only what matches both patterns was not written.
 * @param read reads into memory filled with `fill`.
 */
export function markUnwritten(
  read: (fill: number) => Float64Array,
  { type, size, signed }: Metadata
): { written: Float64Array; count: number } {
  const written = read(firstFill);
  const isFloat = type === typeClass.float;
  const filling = (fill: number) =>
    reader(new DataView(new Uint8Array(8).fill(fill).buffer), isFloat, size, signed)?.(0) ?? NaN;
  const looks = filling(firstFill);
  const suspects = isFloat ? written.some(Number.isNaN) : written.includes(looks);
  if (!suspects) {
    return { written, count: 0 };
  }
  const isSuspect = isFloat ? Number.isNaN : (value: number) => value === looks;
  const again = read(secondFill);
  const second = filling(secondFill);
  let count = 0;
  for (let i = 0; i < written.length; i++) {
    if (isSuspect(written[i]) && again[i] === second) {
      written[i] = NaN;
      count++;
    }
  }
  return { written, count };
}

/** The text of one fixed-length string: up to the first NUL, trimmed. */
export function fixedText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
}

/** Consecutive texts of fixed length. @param size bytes of each */
export function fixedTexts(bytes: Uint8Array, size: number): string[] {
  const count = Math.floor(bytes.length / size);
  return Array.from({ length: count }, (_, k) =>
    fixedText(bytes.subarray(k * size, (k + 1) * size))
  );
}

/** Texts referenced by wasm32 pointers: of four bytes, 0 if nothing was written. */
export function textsAt(bytes: Uint8Array, read: (pointer: number) => string): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, k) => {
    const pointer = view.getUint32(4 * k, true);
    return pointer === 0 ? '' : read(pointer).trim();
  });
}

function reader(
  view: DataView,
  isFloat: boolean,
  size: number,
  signed: boolean,
  isLittle = true
): ((offset: number) => number) | null {
  if (isFloat) {
    switch (size) {
      case 2:
        return o => float16(view.getUint16(o, isLittle));
      case 4:
        return o => view.getFloat32(o, isLittle);
      case 8:
        return o => view.getFloat64(o, isLittle);
      default:
        return null;
    }
  }
  switch (size) {
    case 1:
      return signed ? o => view.getInt8(o) : o => view.getUint8(o);
    case 2:
      return signed ? o => view.getInt16(o, isLittle) : o => view.getUint16(o, isLittle);
    case 4:
      return signed ? o => view.getInt32(o, isLittle) : o => view.getUint32(o, isLittle);
    case 8:
      return signed
        ? o => Number(view.getBigInt64(o, isLittle))
        : o => Number(view.getBigUint64(o, isLittle));
    default:
      return null;
  }
}

/** IEEE 754 half precision; DataView.getFloat16 is too recent to rely on. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) {
    return fraction ? NaN : sign * Infinity;
  }
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
