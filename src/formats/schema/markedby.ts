import type { Scan } from '../scan.js';
import type { FacilitySchema } from './types.js';

/** A scan marked with the schema that read it. */
export function markedBy({ name, from, mapping }: FacilitySchema, scan: Scan): Scan {
  return { ...scan, ...(mapping ? { facility: name } : {}), schema: { name, from } };
}
