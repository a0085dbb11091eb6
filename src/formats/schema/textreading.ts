import { missingArray } from '../mapping/missing.js';
import { readMappedText } from '../mapping/mappedtable.js';
import type { ReadChoice, ScanMapping } from '../mapping/types.js';
import { finished } from '../reading.js';
import type { Scan } from '../scan.js';
import { invalidSchema } from './checks.js';
import { scanReading } from './scanreading.js';
import { markedBy } from './markedby.js';
import { leavesSignalsToSchema, userMappingFirst, rulesWithUserMapping } from './userrules.js';
import { listingByRules, textFileOf, type TextFile } from './textfile.js';
import { TextSource } from './textsource.js';
import type { FacilitySchema, TextFileRules } from './types.js';

/** Number of characters at the beginning of a text used to recognise it. */
const headLength = 4096;

/**
 * The first of these schemas that matches a text; null if none does.
 * @param fileName if known.
 * @param columns the user's mapping.
 */
export function schemaOfText(
  head: string,
  schemas: readonly FacilitySchema[],
  fileName?: string,
  columns: ScanMapping = {}
): FacilitySchema | null {
  const first = head.slice(0, headLength);
  const matches = ({ header, name }: TextMarks) =>
    (header === null || header.test(first)) &&
    (name === null || (fileName !== undefined && name.test(fileName)));
  const isMatch = ({ text, mapping }: FacilitySchema) =>
    (mapping?.recognise.paths.length === 0 && matches(mapping.recognise)) ||
    (text !== null && leavesSignalsToSchema(columns) && matches(text.recognise));
  return schemas.find(isMatch) ?? null;
}

type TextMarks = TextFileRules['recognise'];

/**
 * Read a text file by a facility schema.
 * @throws XESError `schema/invalid` if it has no rules for text files, `scan/unknown-format`, and
 * those of `scanReading`
 */
export function readSchemaText(
  text: string,
  schema: FacilitySchema,
  { columns = {}, entry }: ReadChoice = {}
): Scan {
  const { name, text: textRules, mapping } = schema;
  if (mapping) {
    const scan = readMappedText(text, userMappingFirst(columns, mapping.columns), entry);
    return markedBy(schema, scan);
  }
  if (!textRules) {
    throw invalidSchema('', `that of ${name} has no rules for text files`);
  }
  const file = textFileOf(text, name, textRules);
  const source = new TextSource(file);
  const rules = rulesWithUserMapping(textRules, columns, ref => columnOf(file, ref));
  const { format } = rules;
  const scan = finished(
    (function* () {
      const schemaScan = yield* scanReading(source, name, rules);
      return { format, ...schemaScan, links: { missing: [] } };
    })()
  );
  return markedBy(schema, scan);
}

/** The name of a column by its name or number. @throws XESError `scan/columns-unknown` */
function columnOf(file: TextFile, ref: string): string {
  const { columns } = file;
  const names = [...columns.keys()];
  const found = columns.has(ref) ? ref : names[Number(ref) - 1];
  if (found === undefined) {
    throw missingArray(ref, listingByRules(file));
  }
  return found;
}
