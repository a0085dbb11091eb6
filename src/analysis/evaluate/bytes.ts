import type { Scan } from '../../formats/scan.js';
import type { StepPart } from '../steps/part.js';

/** Bytes of the arrays of a step's results, each buffer once, and of their words at two bytes a letter. */
export function bytesOfParts(parts: readonly StepPart[]): number {
  return bytesWithin(parts);
}

/** Bytes of the arrays of a scan. */
export function bytesOfScan(scan: Scan): number {
  return bytesWithin(scan);
}

/** An entry costs something even where it holds no array: a failure, a number (bytes). */
const overhead = 200;

function bytesWithin(value: unknown): number {
  const buffers = new Set<ArrayBufferLike>();
  let words = 0;
  const visit = (one: unknown): void => {
    if (ArrayBuffer.isView(one)) {
      buffers.add(one.buffer);
    } else if (typeof one === 'string') {
      words += 2 * one.length;
    } else if (typeof one === 'object' && one !== null) {
      Object.values(one).forEach(visit);
    }
  };
  visit(value);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, words + overhead);
}
