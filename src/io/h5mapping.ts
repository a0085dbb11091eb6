import { messageType, type ReadBytes } from './h5header.js';
import type { ObjectHeaders } from './h5headers.js';
import { lookup3 } from './lookup3.js';

/**
 * Version and class of layout messages of virtual datasets (HDF5 file format specification,
 * IV.A.2.i).
 */
const versionWithVirtual = 4;
const virtualClass = 3;

/** Most bytes searched of a global heap. */
const mostBytes = 2 ** 24;

/**
 * Whether the mapping of a virtual dataset is intact; true for any other dataset. HDF5 parses it
 * before checking its checksum, and crashes or loops forever on a damaged one.
 */
export function isMappingSound(headers: ObjectHeaders, path: string): boolean {
  const { read, base } = headers;
  const layout = headers.messages(path).find(({ type }) => type === messageType.layout)?.body;
  if (!layout || layout[0] < versionWithVirtual || layout[1] !== virtualClass) {
    return true;
  }
  if (layout.length < 14 || layout.subarray(2, 10).every(byte => byte === 0xff)) {
    return layout.length >= 14; // no mapping yet
  }
  const view = new DataView(layout.buffer, layout.byteOffset, layout.byteLength);
  const at = base + Number(view.getBigUint64(2, true));
  const mapping = heapObject(read, at, view.getUint32(10, true));
  const end = (mapping?.length ?? 0) - 4;
  return (
    mapping !== null &&
    end > 0 &&
    new DataView(mapping.buffer).getUint32(end, true) === lookup3(mapping.subarray(0, end))
  );
}

/** An object of a global heap (III.E); null if it is incomplete or missing. */
function heapObject(read: ReadBytes, address: number, index: number): Uint8Array | null {
  const head = Number.isSafeInteger(address) ? read(address, 16) : new Uint8Array();
  const isHeap = head.length === 16 && String.fromCharCode(...head.subarray(0, 4)) === 'GCOL';
  const size = isHeap ? Number(viewOf(head).getBigUint64(8, true)) : 0;
  if (size < 16 || size > mostBytes) {
    return null;
  }
  const heap = read(address, size);
  const view = viewOf(heap);
  for (let at = 16; at + 16 <= heap.length;) {
    const length = Number(view.getBigUint64(at + 8, true));
    const found = view.getUint16(at, true);
    if (found === index && index !== 0) {
      return at + 16 + length <= heap.length ? heap.slice(at + 16, at + 16 + length) : null;
    }
    if (found === 0) {
      return null; // free space comes last
    }
    at += 16 + Math.ceil(length / 8) * 8;
  }
  return null;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
