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
import { isEmptyMapping, readMapping } from '../mapping/readmapping.js';
import type { FacilitySchema, MappedRules, NamesRule, TextFileRules, TreeRules } from './types.js';

/** Origin of the built-in schemas. */
export const builtIn = 'jupyterlab-xes';

/**
 * Read a facility schema from JSON.
 * @param from origin of the schema.
 * @throws XESError `schema/invalid` with the JSON pointer to the fault, and a description.
 */
export function readSchema(json: unknown, from: string = builtIn): FacilitySchema {
  check(json, facilityNode, facilityDefinitions);
  const { name, hdf5, text, mapping } = json as RawRecord;
  if (hdf5 === undefined && text === undefined && mapping === undefined) {
    throw invalidSchema('', 'neither "hdf5" nor "text" nor "mapping" says how files are read');
  }
  return {
    name: String(name),
    from,
    json,
    mapping: mapping === undefined ? null : mappedRules(mapping as RawRecord),
    hdf5: hdf5 === undefined ? null : treeRules(hdf5 as RawRecord),
    text: text === undefined ? null : textFileRules(text as RawRecord)
  };
}

function mappedRules(raw: RawRecord): MappedRules {
  const { recognise, columns } = raw as Record<string, RawRecord>;
  const { paths, header, name } = recognise;
  const columnMapping = readMapping(columns, why => invalidSchema('/mapping/columns', why));
  if (isEmptyMapping(columnMapping)) {
    throw invalidSchema('/mapping/columns', 'it says of no array what it is');
  }
  if (paths !== undefined && header !== undefined) {
    throw invalidSchema(
      '/mapping/recognise',
      'HDF5 has "paths" and a text has a "header": not both'
    );
  }
  return {
    recognise: {
      paths: (paths ?? []) as string[],
      header: patternOrNull(header, 'im'),
      name: patternOrNull(name, 'i')
    },
    columns: columnMapping
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
