import balder from './facilities/balder.json';
import bliss from './facilities/bliss.json';
import i20 from './facilities/i20.json';
import type { ReadChoice } from '../mapping/types.js';
import { readSchema } from './readschema.js';
import type { FacilitySchema } from './types.js';

const json: readonly unknown[] = [i20, bliss, balder];

let read: readonly FacilitySchema[] | null = null;

/** The built-in facility schemas, in the order in which they are tried. */
export function builtinSchemas(): readonly FacilitySchema[] {
  return (read ??= json.map(schema => readSchema(schema)));
}

/** The schemas to try for a file: those of the user come first. */
export function schemasOf({ schemas = [] }: ReadChoice): readonly FacilitySchema[] {
  return [...schemas, ...builtinSchemas()];
}
