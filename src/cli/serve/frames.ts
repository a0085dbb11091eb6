import { Packr } from 'msgpackr';
import { XESError } from '../../base/errors.js';
import { putArrays, takeArrays } from './arrays.js';

/*
 * A frame, either way: two u32le, the lengths of header and payload; the header as msgpack; the payload, which holds
 * the arrays of the header.
 */
const lengths = 8;

const packer = new Packr({ useRecords: false, mapsAsObjects: true, int64AsType: 'number' });

/** Bytes that a length can say. */
const most = 2 ** 32 - 1;

/** A frame as it came: its header, and the bytes of its arrays. */
export interface Frame {
  header: Readonly<Record<string, unknown>>;
  payload: ArrayBuffer;
}

/** A message as one piece of bytes, with a buffer of its own. @throws XESError `compute/out-of-memory` for too large a one */
export function frameOf(message: unknown): Uint8Array<ArrayBuffer> {
  const { header, arrays, bytes } = takeArrays(message);
  const packed = packer.pack(header);
  if (lengths + packed.length + bytes > most) {
    throw new XESError(
      'compute/out-of-memory',
      `${bytes} bytes are too many for one answer: ask for fewer results at once.`
    );
  }
  const frame = new Uint8Array(lengths + packed.length + bytes);
  const view = new DataView(frame.buffer);
  view.setUint32(0, packed.length, true);
  view.setUint32(4, bytes, true);
  frame.set(packed, lengths);
  for (const { at, values } of arrays) {
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    frame.set(raw, lengths + packed.length + at);
  }
  return frame;
}

/** The message of a frame, its arrays in their places. */
export function messageOf({ header, payload }: Frame): Readonly<Record<string, unknown>> {
  return putArrays(header, payload) as Record<string, unknown>;
}

/** Puts frames together of what comes through a pipe in pieces. */
export class FrameReader {
  /** @returns the frames that are whole with this piece. @throws where it is no frame */
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
      if (this._bytes < lengths) {
        return null;
      }
      const head = new DataView(this._take(lengths));
      this._wanted = [head.getUint32(0, true), head.getUint32(4, true)];
    }
    const [header, payload] = this._wanted;
    if (this._bytes < header + payload) {
      return null;
    }
    this._wanted = null;
    const packed = new Uint8Array(this._take(header));
    return {
      header: packer.unpack(packed) as Record<string, unknown>,
      payload: this._take(payload)
    };
  }

  /** The next bytes, in a buffer of their own. */
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
  /** Lengths of the header and the payload that come next; null: those are to come. */
  private _wanted: [number, number] | null = null;
}
