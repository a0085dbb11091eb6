import balder from './facilities/balder.json';
import bliss from './facilities/bliss.json';
import i20 from './facilities/i20.json';
import type { ReadChoice } from '../mapping/types.js';
import { readSchema } from './readschema.js';
import type { FacilitySchema } from './types.js';

const json: readonly unknown[] = [i20, bliss, balder];

let read: readonly FacilitySchema[] | null = null;

/** The facility schemas of this program, in the order in which they are tried. */
export function builtinSchemas(): readonly FacilitySchema[] {
  return (read ??= json.map(one => readSchema(one)));
}

/** The schemas that a file may be laid out as: those of the person come first. */
export function schemasOf({ schemas = [] }: ReadChoice): readonly FacilitySchema[] {
  return [...schemas, ...builtinSchemas()];
}
