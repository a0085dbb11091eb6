import { XESError } from '../base/errors.js';
import { messageType, type HeaderMessage } from './h5header.js';
import type { ObjectHeaders } from './h5headers.js';
import type { LinkedFile } from './linkedfiles.js';
import type { ReadableFile } from './patchedfile.js';

/** A part of a dataset's raw numbers that is in another file. */
interface Slot {
  name: string;
  offset: number;
  /** Bytes in this file; Infinity where it has all the rest. */
  size: number;
}

/** Files that the numbers of one dataset are in at the most; more are damage. */
const mostSlots = 1000;

/** Characters of a name at the most. */
const mostName = 4096;

/**
 * The files that the raw numbers of a dataset are in.
 * @param find finds a file by the name that the dataset has for it. @param bytes of the dataset.
 * @throws XESError `file/unreadable` where one is missing, `file/truncated` where it is too short: HDF5 would fill up with zeros
 */
export function rawFiles(
  headers: ObjectHeaders,
  dataset: string,
  messages: readonly HeaderMessage[],
  bytes: number,
  find: (name: string) => LinkedFile
): { path: string; file: ReadableFile }[] {
  let left = bytes;
  const found = slotsOf(headers, messages).map(({ name, offset, size }) => {
    const file = find(name);
    if ('reason' in file) {
      throw new XESError(
        'file/unreadable',
        `${dataset} keeps its numbers in another file, ${name}, which ${file.reason || 'is not there'}. Copy it beside this file.`
      );
    }
    const needed = Math.min(left, size);
    left -= needed;
    if (needed > 0 && offset + needed > file.file.size) {
      throw new XESError(
        'file/truncated',
        `${dataset} keeps its numbers in another file, ${name}, which is shorter than it should be. Copy it again.`
      );
    }
    return { path: file.path, file: file.file };
  });
  if (left > 0) {
    throw new XESError(
      'file/truncated',
      `${dataset} keeps its numbers in other files, which hold fewer than it should have. Copy it again.`
    );
  }
  return found;
}

/** As the message on external files lists them (HDF5 file format specification, IV.A.2.h). */
function slotsOf({ read, base }: ObjectHeaders, messages: readonly HeaderMessage[]): Slot[] {
  const body = messages.find(({ type }) => type === messageType.external)?.body;
  const view = body && new DataView(body.buffer, body.byteOffset, body.byteLength);
  const count = view && view.byteLength >= 16 ? view.getUint16(6, true) : 0;
  if (!view || count > mostSlots || view.byteLength < 16 + 24 * count) {
    return [];
  }
  const number = (at: number) => Number(view.getBigUint64(at, true));
  const heap = read(base + number(8), 32);
  const segment = heap.length === 32 ? new DataView(heap.slice().buffer) : null;
  const names = segment ? base + Number(segment.getBigUint64(24, true)) : NaN;
  return Array.from({ length: count }, (_, k) => 16 + 24 * k).map(at => ({
    name: textAt(read, names + number(at)),
    offset: number(at + 8),
    size: number(at + 16) >= 2 ** 63 ? Infinity : number(at + 16)
  }));
}

function textAt(read: ObjectHeaders['read'], at: number): string {
  const bytes = Number.isSafeInteger(at) ? read(at, mostName) : new Uint8Array();
  const end = bytes.indexOf(0);
  return end < 0 ? '' : new TextDecoder().decode(bytes.subarray(0, end));
}
