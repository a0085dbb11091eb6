import { Packr } from 'msgpackr';
import { XESError } from '../../base/errors.js';
import { putArrays, takeArrays } from './arrays.js';

/*
 * A frame, in either direction: a marker that no text contains; two u32le, the lengths of header
 * and payload; the header as msgpack; the payload, which holds the arrays of the header; another
 * marker. Other output into the pipe is detected by the markers: before a frame by the first,
 * within it by the last.
 */
const begin = Uint8Array.of(0x00, 0x58, 0x45, 0x53, 0x32, 0xff, 0x0d, 0x0a);
const end = Uint8Array.of(0xfe, 0x58, 0x45, 0x53);
const head = begin.length + 8;

/** Headers hold texts and numbers, no arrays: a longer one is not from this program. */
const maxHeader = 2 ** 28;

const packer = new Packr({ useRecords: false, mapsAsObjects: true, int64AsType: 'number' });

/** Largest length that fits the field. */
const maxLengthValue = 2 ** 32 - 1;

/** A received frame: its header, and the bytes of its arrays. */
export interface Frame {
  header: Readonly<Record<string, unknown>>;
  payload: ArrayBuffer;
}

/**
 * A message as bytes in a separate buffer.
 * @throws XESError `compute/out-of-memory` if it is too large
 */
export function frameOf(message: unknown): Uint8Array<ArrayBuffer> {
  const { header, arrays, bytes } = takeArrays(message);
  const packed = packer.pack(header);
  const length = head + packed.length + bytes + end.length;
  if (length > maxLengthValue || packed.length > maxHeader) {
    throw new XESError(
      'compute/out-of-memory',
      `${packed.length + bytes} bytes are too many for one answer: ask for fewer results at once.`
    );
  }
  const frame = new Uint8Array(length);
  const view = new DataView(frame.buffer);
  frame.set(begin);
  view.setUint32(begin.length, packed.length, true);
  view.setUint32(begin.length + 4, bytes, true);
  frame.set(packed, head);
  for (const { at, values } of arrays) {
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    frame.set(raw, head + packed.length + at);
  }
  frame.set(end, length - end.length);
  return frame;
}

/** The message of a frame, with its arrays. */
export function messageOf({ header, payload }: Frame): Readonly<Record<string, unknown>> {
  return putArrays(header, payload) as Record<string, unknown>;
}

/** Assembles frames from the chunks of a pipe. */
export class FrameReader {
  /** @returns the frames that are complete with this chunk. @throws if it is no frame */
  push(piece: Uint8Array): Frame[] {
    this._pieces.push(piece);
    this._bytes += piece.length;
    const frames: Frame[] = [];
    for (let frame = this._next(); frame; frame = this._next()) {
      frames.push(frame);
    }
    return frames;
  }

  private _next(): Frame | null {
    if (this._wanted === null) {
      if (this._bytes < head) {
        return null;
      }
      this._wanted = lengthsIn(this._take(head));
    }
    const [header, payload] = this._wanted;
    if (this._bytes < header + payload + end.length) {
      return null;
    }
    this._wanted = null;
    const packed = new Uint8Array(this._take(header));
    const frame = {
      header: packer.unpack(packed) as Record<string, unknown>,
      payload: this._take(payload)
    };
    requireWord(this._take(end.length), end);
    return frame;
  }

  /** The next bytes, in a separate buffer. */
  private _take(count: number): ArrayBuffer {
    const taken = new Uint8Array(count);
    let done = 0;
    while (done < count) {
      const [first] = this._pieces;
      const part = first.subarray(0, count - done);
      taken.set(part, done);
      done += part.length;
      if (part.length === first.length) {
        this._pieces.shift();
      } else {
        this._pieces[0] = first.subarray(part.length);
      }
    }
    this._bytes -= count;
    return taken.buffer;
  }

  private _pieces: Uint8Array[] = [];
  private _bytes = 0;
  /** Lengths of the header and the payload to be read; null before they are known. */
  private _wanted: [number, number] | null = null;
}

function lengthsIn(bytes: ArrayBuffer): [number, number] {
  requireWord(bytes, begin);
  const view = new DataView(bytes, begin.length);
  const [header, payload] = [view.getUint32(0, true), view.getUint32(4, true)];
  if (header > maxHeader) {
    throw new Error(`A header of ${header} bytes.`);
  }
  return [header, payload];
}

function requireWord(bytes: ArrayBuffer, word: Uint8Array): void {
  const found = new Uint8Array(bytes, 0, word.length);
  if (!word.every((byte, i) => found[i] === byte)) {
    throw new Error('What came is no frame.');
  }
}
