import type { Scan } from '../../formats/scan.js';
import type { StepPart } from '../steps/part.js';

/** Bytes of the arrays of a step's results, each buffer once, and of their text at two bytes a character. */
export function bytesOfParts(parts: readonly StepPart[]): number {
  return bytesWithin(parts);
}

/** Bytes of the arrays of a scan. */
export function bytesOfScan(scan: Scan): number {
  return bytesWithin(scan);
}

/** Cost of an entry even without arrays, such as a failure or a number (bytes). */
const overhead = 200;

function bytesWithin(value: unknown): number {
  const buffers = new Set<ArrayBufferLike>();
  let textBytes = 0;
  const visit = (one: unknown): void => {
    if (ArrayBuffer.isView(one)) {
      buffers.add(one.buffer);
    } else if (typeof one === 'string') {
      textBytes += 2 * one.length;
    } else if (typeof one === 'object' && one !== null) {
      Object.values(one).forEach(visit);
    }
  };
  visit(value);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, textBytes + overhead);
}
