import type { Scan } from '../formats/scan.js';
import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';

/** Arrays read, and what was made of them. */
export interface IHeldArrays {
  scan: Scan | null;
  maps: ReadonlyMap<string, RXESMap>;
  spectra: ReadonlyMap<string, Spectrum>;
}

/** Bytes of all arrays, each buffer once: a spectrum may share those of its scan. */
export function bytesOf({ scan, maps, spectra }: IHeldArrays): number {
  const buffers = new Set<ArrayBufferLike>();
  const holders: object[] = [...maps.values(), ...spectra.values()];
  if (scan) {
    holders.push(scan, ...scan.channels);
  }
  for (const value of holders.flatMap(holder => Object.values(holder) as unknown[])) {
    if (ArrayBuffer.isView(value)) {
      buffers.add(value.buffer);
    }
  }
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
