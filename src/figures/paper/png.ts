import { joined } from '../../base/bytes.js';
import { deflated, utf8 } from './bytes.js';
import type { IPixels } from './display.js';

export interface IPngOptions {
  /** Pixels per inch; not stored if absent. */
  readonly dpi?: number;
  /** Metadata by keyword, such as Title. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Pixels as PNG. */
export async function pngOf(
  { width, height, data }: IPixels,
  { dpi, texts = {} }: IPngOptions = {}
): Promise<Uint8Array<ArrayBuffer>> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8); // bits per channel
  header.setUint8(9, 6); // red, green, blue and alpha
  const perMetre = new DataView(new ArrayBuffer(9));
  if (dpi !== undefined) {
    perMetre.setUint32(0, Math.round(dpi / 0.0254));
    perMetre.setUint32(4, Math.round(dpi / 0.0254));
    perMetre.setUint8(8, 1);
  }
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    ...(dpi === undefined ? [] : [chunk('pHYs', new Uint8Array(perMetre.buffer))]),
    // international text: keyword, not compressed, no language, UTF-8
    ...Object.entries(texts).map(([key, text]) => chunk('iTXt', utf8(`${key}\0\0\0\0\0${text}`))),
    chunk('IDAT', await deflated(filtered(width, height, data))),
    chunk('IEND', new Uint8Array(0))
  ]);
}

/**
 * Encode each pixel as the difference to its left neighbour (filter "sub"), which compresses
 * better.
 */
function filtered(width: number, height: number, data: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const row = 4 * width;
  const all = new Uint8Array(height * (row + 1));
  for (let v = 0; v < height; v++) {
    const [from, to] = [v * row, v * (row + 1)];
    all[to] = 1;
    for (let k = 0; k < row; k++) {
      all[to + 1 + k] = data[from + k] - (k < 4 ? 0 : data[from + k - 4]);
    }
  }
  return all;
}

/** A chunk of a PNG, with its length and checksum. */
export function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = joined([utf8(name), content]);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, content.length);
  ends.setUint32(4, crc(named));
  const [size, check] = [0, 4].map(at => new Uint8Array(ends.buffer, at, 4));
  return joined([size, named, check]);
}

let table: Uint32Array | null = null;

/** The checksum of PNG and zip. */
function crc(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, i) => {
    let value = i;
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    }
    return value;
  });
  let value = 0xffffffff;
  for (const byte of bytes) {
    value = table[(value ^ byte) & 255] ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}
