import type { Scan } from '../formats/scan.js';
import type { IShown } from './shown.js';

/** Arrays read, and what was made of them. */
export interface IHeldArrays {
  scan: Scan | null;
  shown: ReadonlyMap<string, IShown>;
}

/** Bytes of all arrays, each buffer once: a spectrum may share those of its scan. */
export function bytesOf({ scan, shown }: IHeldArrays): number {
  const buffers = new Set<ArrayBufferLike>();
  const made = [...shown.values()].flatMap(({ map, spectrum }) => [map, spectrum]);
  const read = scan ? [scan, ...scan.channels] : [];
  for (const holder of [...made, ...read]) {
    for (const value of Object.values(holder ?? {}) as unknown[]) {
      if (ArrayBuffer.isView(value)) {
        buffers.add(value.buffer);
      }
    }
  }
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
