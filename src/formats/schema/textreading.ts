import { finished } from '../reading.js';
import type { Scan } from '../scan.js';
import { invalidSchema } from './checks.js';
import { scanReading } from './scanreading.js';
import { textFileOf } from './textfile.js';
import { TextSource } from './textsource.js';
import type { FacilitySchema } from './types.js';

/** Characters at the beginning of a text by which it is recognised. */
const headLength = 4096;

/** The first of these schemas that a text is laid out as; null where there is none. @param fileName where it is known */
export function schemaOfText(
  head: string,
  schemas: readonly FacilitySchema[],
  fileName?: string
): FacilitySchema | null {
  const first = head.slice(0, headLength);
  const matches = ({ text }: FacilitySchema) =>
    text !== null &&
    (text.recognise.header === null || text.recognise.header.test(first)) &&
    (text.recognise.name === null ||
      (fileName !== undefined && text.recognise.name.test(fileName)));
  return schemas.find(matches) ?? null;
}

/**
 * Read a text file by a facility schema.
 * @throws XESError `schema/invalid` where it has no rules for texts, `scan/unknown-format`, and those of `scanReading`
 */
export function readSchemaText(text: string, { name, text: rules }: FacilitySchema): Scan {
  if (!rules) {
    throw invalidSchema('', `that of ${name} has no rules for text files`);
  }
  const source = new TextSource(textFileOf(text, name, rules));
  const { format } = rules;
  return finished(
    (function* () {
      const scan = yield* scanReading(source, name, rules);
      return { format, ...scan, links: { missing: [] } };
    })()
  );
}
