import { lookup3 } from './lookup3.js';
import type { Patch } from './patchedfile.js';

/** Reads bytes of the file, fewer at its end. */
export type ReadBytes = (start: number, length: number) => Uint8Array;

/** A message of an object header: its body, and the part of the header that contains it. */
export interface HeaderMessage {
  type: number;
  flags: number;
  /** Offset of the body in the file. */
  at: number;
  body: Uint8Array;
  /** The checksummed range around it, as offsets in the file; null in headers without checksums. */
  checksummed: { start: number; end: number } | null;
}

/** Types of header messages (HDF5 file format specification, IV.A.2). */
export const messageType = { fill: 5, external: 7, layout: 8, continuation: 16 } as const;

/** Most parts of a header: more indicate damage, or a loop. */
const mostParts = 64;

/**
 * The messages of an object header of version 1 or 2, for files with addresses of 8 bytes.
 * @param base offset in the file that addresses are relative to.
 * @returns the readable messages: fewer for a damaged header.
 */
export function readHeader(read: ReadBytes, address: number, base: number): HeaderMessage[] {
  const start = base + address;
  const head = read(start, 32);
  const isNew = textOf(head, 4) === 'OHDR';
  const parts: Part[] = [isNew ? firstPartOfNew(head, start) : firstPartOfOld(head, start)];
  const messages: HeaderMessage[] = [];
  for (let k = 0; k < parts.length && k < mostParts; k++) {
    for (const message of messagesOf(read, parts[k])) {
      messages.push(message);
      if (message.type === messageType.continuation && message.body.length >= 16) {
        const at = base + number(message.body, 0);
        parts.push(continuation(at, number(message.body, 8), parts[0]));
      }
    }
  }
  return messages;
}

/** A fill value message that declares no fill value, and that nothing is ever filled. */
export function withoutFill({ body, at }: HeaderMessage): Patch | null {
  const bytes = body.slice(0, 4);
  if (bytes.length >= 2 && bytes[0] === 3) {
    // bits 2–3: when to fill (1: never); bit 4: no value is defined; bit 5: a value follows
    bytes[1] = (bytes[1] & ~0x3c) | 0x04 | 0x10;
  } else if (bytes.length >= 4 && (bytes[0] === 1 || bytes[0] === 2)) {
    bytes[2] = 1;
    bytes[3] = 0;
  } else {
    return null;
  }
  return { at, bytes };
}

/** The checksum of a header part with a patch applied. */
export function checksumPatch(
  read: ReadBytes,
  { start, end }: { start: number; end: number },
  patch: Patch
): Patch {
  const bytes = read(start, end - start).slice();
  bytes.set(patch.bytes, patch.at - start);
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, lookup3(bytes), true);
  return { at: end, bytes: sum };
}

/** A run of messages from `start` to `end`; the checksum, if there is one, follows at `end`. */
interface Part {
  start: number;
  end: number;
  /** Bytes before a message's body; in version 2, 4 or 6 with the creation order. */
  prefix: number;
  checksumFrom: number | null;
}

function firstPartOfOld(head: Uint8Array, start: number): Part {
  const size = number(head, 8, 4);
  return { start: start + 16, end: start + 16 + size, prefix: 8, checksumFrom: null };
}

function firstPartOfNew(head: Uint8Array, start: number): Part {
  const flags = head[5] ?? 0;
  const width = 1 << (flags & 3);
  const at = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const first = start + at + width;
  return {
    start: first,
    end: first + number(head, at, width),
    prefix: flags & 0x04 ? 6 : 4,
    checksumFrom: start
  };
}

function continuation(at: number, length: number, first: Part): Part {
  return first.checksumFrom === null
    ? { ...first, start: at, end: at + length }
    : { ...first, start: at + 4, end: at + length - 4, checksumFrom: at };
}

function messagesOf(read: ReadBytes, { start, end, prefix, checksumFrom }: Part): HeaderMessage[] {
  const length = end - start;
  const bytes = length > 0 && length < 2 ** 24 ? read(start, length) : new Uint8Array();
  const isNew = checksumFrom !== null;
  const messages: HeaderMessage[] = [];
  for (let at = 0; at + prefix <= bytes.length;) {
    const size = number(bytes, at + (isNew ? 1 : 2), 2);
    const body = at + prefix;
    if (body + size > bytes.length) {
      break;
    }
    messages.push({
      type: isNew ? bytes[at] : number(bytes, at, 2),
      flags: bytes[at + (isNew ? 3 : 4)],
      at: start + body,
      body: bytes.subarray(body, body + size),
      checksummed: isNew ? { start: checksumFrom, end } : null
    });
    at = body + size;
  }
  return messages;
}

function textOf(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(0, length));
}

/** A little-endian integer; for 8 bytes exact up to 2⁵³. */
function number(bytes: Uint8Array, at: number, width = 8): number {
  let value = 0;
  for (let i = width - 1; i >= 0; i--) {
    value = value * 256 + (bytes[at + i] ?? 0);
  }
  return value;
}
