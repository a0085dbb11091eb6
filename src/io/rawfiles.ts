import { XESError } from '../base/errors.js';
import { messageType, type HeaderMessage } from './h5header.js';
import type { ObjectHeaders } from './h5headers.js';
import type { LinkedFile } from './linkedfiles.js';
import type { ReadableFile } from './patchedfile.js';

/** A part of a dataset's raw numbers in another file. */
interface Slot {
  name: string;
  offset: number;
  /** Bytes in this file; Infinity for all the rest. */
  size: number;
}

/** Most files for the numbers of one dataset; more indicate damage. */
const mostSlots = 1000;

/** Most characters of a name. */
const mostName = 4096;

/**
 * The files with the raw numbers of a dataset.
 * @param find finds a file by its name in the dataset.
 * @param bytes of the dataset.
 * @throws XESError `file/unreadable` if one is missing, `file/truncated` if it is too short: HDF5
 * would fill in zeros
 */
export function rawFiles(
  headers: ObjectHeaders,
  dataset: string,
  messages: readonly HeaderMessage[],
  bytes: number,
  find: (name: string) => LinkedFile
): { path: string; file: ReadableFile }[] {
  let remaining = bytes;
  const found = slotsOf(headers, messages).map(({ name, offset, size }) => {
    const file = find(name);
    if ('reason' in file) {
      throw new XESError(
        'file/unreadable',
        `${dataset} keeps its numbers in another file, ${name}, which ${file.reason || 'is not there'}. Copy it beside this file.`
      );
    }
    const needed = Math.min(remaining, size);
    remaining -= needed;
    if (needed > 0 && offset + needed > file.file.size) {
      throw new XESError(
        'file/truncated',
        `${dataset} keeps its numbers in another file, ${name}, which is shorter than it should be. Copy it again.`
      );
    }
    return { path: file.path, file: file.file };
  });
  if (remaining > 0) {
    throw new XESError(
      'file/truncated',
      `${dataset} keeps its numbers in other files, which hold fewer than it should have. Copy it again.`
    );
  }
  return found;
}

/** Slots from the external files message (HDF5 file format specification, IV.A.2.h). */
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
