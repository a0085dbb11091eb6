import { check, invalidSchema } from './checks.js';
import { facilityDefinitions, facilityNode } from './jsonschema.js';
import {
  patternOrNull,
  readScanRules,
  textOrNull,
  textRules,
  type Raw,
  type RawRecord
} from './readrules.js';
import type { FacilitySchema, NamesRule, TextFileRules, TreeRules } from './types.js';

/**
 * A facility schema from its JSON.
 * @throws XESError `schema/invalid` with the JSON pointer of what is wrong, and what is.
 */
export function readSchema(json: unknown): FacilitySchema {
  check(json, facilityNode, facilityDefinitions);
  const { name, hdf5, text } = json as RawRecord;
  if (hdf5 === undefined && text === undefined) {
    throw invalidSchema('', 'neither "hdf5" nor "text" says how files are read');
  }
  return {
    name: String(name),
    hdf5: hdf5 === undefined ? null : treeRules(hdf5 as RawRecord),
    text: text === undefined ? null : textFileRules(text as RawRecord)
  };
}

function treeRules(raw: RawRecord): TreeRules {
  const { recognise, motors } = raw as Record<string, RawRecord | undefined>;
  const { paths, any, attributes, texts, name } = recognise ?? {};
  const withPatterns = (list: Raw) =>
    ((list ?? []) as RawRecord[]).map(one => ({
      path: String(one.path),
      name: String(one.name),
      pattern: new RegExp(String(one.pattern))
    }));
  return {
    ...readScanRules(raw, '/hdf5'),
    recognise: {
      paths: (paths ?? []) as string[],
      any: (any ?? []) as string[],
      attributes: withPatterns(attributes),
      texts: withPatterns(texts),
      name: patternOrNull(name, 'i')
    },
    entries: textOrNull(raw.entries) ?? '*',
    isOptional: raw.otherwise === 'declaration',
    motors: motors ? { from: textRules(motors.from), arrays: String(motors.arrays) } : null
  };
}

const separators: Readonly<Record<string, RegExp>> = {
  tab: /\t/,
  comma: /\s*,\s*/,
  semicolon: /\s*;\s*/,
  blanks: /\s+/
};

function textFileRules(raw: RawRecord): TextFileRules {
  const { header, name } = raw.recognise as RawRecord;
  return {
    ...readScanRules(raw, '/text'),
    recognise: { header: patternOrNull(header, 'im'), name: patternOrNull(name, 'i') },
    format: raw.format === 'gda-ascii' ? 'gda-ascii' : 'csv',
    comment: textOrNull(raw.comment),
    separator: separators[textOrNull(raw.separator) ?? 'blanks'],
    after: patternOrNull(raw.after, 'm'),
    names: namesRule(raw.names)
  };
}

function namesRule(raw: Raw): NamesRule {
  if (Array.isArray(raw)) {
    return raw as string[];
  }
  const { pattern, after, take, separator } = raw as RawRecord;
  return {
    pattern: new RegExp(String(pattern), 'gm'),
    after: patternOrNull(after, 'm'),
    take: take === 'all' ? 'all' : 'last',
    separator: typeof separator === 'string' ? separators[separator] : null
  };
}
