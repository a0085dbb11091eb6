import type { ScanWarning } from '../scan.js';
import { invalidIn } from './checks.js';
import { readSchema } from './readschema.js';
import type { FacilitySchema, GivenSchema } from './types.js';

/** Valid schemas, and warnings about the others. */
export interface CompiledSchemas {
  schemas: readonly FacilitySchema[];
  warnings: readonly ScanWarning[];
}

/** Most schemas in a file. */
const most = 200;

/**
 * The schemas of a JSON text; an invalid one does not affect the others, and a warning names it.
 */
export function compileSchemas({ text, from, fault: unread }: GivenSchema): CompiledSchemas {
  const schemas: FacilitySchema[] = [];
  const warnings: ScanWarning[] = [];
  const fault = (message: string) => warnings.push({ code: 'schema/invalid', message });
  if (unread !== undefined) {
    fault(`Facility schema ${from}: ${unread}.`);
    return { schemas, warnings };
  }
  try {
    const json = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    const isList = Array.isArray(json);
    const all: readonly unknown[] = isList ? json : [json];
    if (all.length > most) {
      fault(`Facility schema ${from}: it is a list of ${all.length}, and ${most} are read.`);
    }
    all.slice(0, most).forEach((schema, i) => {
      const at = isList ? `/${i}` : '';
      try {
        schemas.push(readSchema(schema, isList ? `${from}#${at}` : from));
      } catch (reason) {
        fault(invalidIn(from, at, reason));
      }
    });
  } catch (reason) {
    fault(`Facility schema ${from}: it is no JSON (${(reason as Error).message}).`);
  }
  return { schemas, warnings };
}
