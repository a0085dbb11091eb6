import { XESError } from '../../base/errors.js';
import { isListKey, isMappingKey, mappingKeys, readMapping, refsOf } from './readmapping.js';
import type { ScanMapping } from './types.js';

/** The form of a mapping on the command line. */
export const mappingForm =
  'incident=…,emission=…,transfer=…,intensity=…,counts=…,monitor=…,sigma=…,time=…,unit=keV';

/**
 * Parse a mapping from the command line: `emission=energy,intensity=det`. A repeated key names
 * several arrays; a name with a comma or = is quoted, with quotes doubled inside.
 * @throws XESError `cli/usage`
 */
export function parseMapping(text: string): ScanMapping {
  const namesByKey = new Map<string, string[]>();
  for (const { key, name } of partsOf(text)) {
    namesByKey.set(key, [...(namesByKey.get(key) ?? []), name]);
  }
  const raw = [...namesByKey].map(([key, names]) => {
    const isOne = names.length === 1 || (isMappingKey(key) && !isListKey(key) && key !== 'unit');
    return [key, isOne && names.length === 1 ? names[0] : names] as const;
  });
  return readMapping(Object.fromEntries(raw), usage);
}

/** A mapping as text that `parseMapping` accepts. */
export function mappingText(mapping: ScanMapping): string {
  return mappingKeys
    .flatMap(key => refsOf(mapping[key]).map(name => `${key}=${quoted(name)}`))
    .join(',');
}

function quoted(name: string): string {
  return /[,="']/.test(name) || name !== name.trim() ? `"${name.replace(/"/g, '""')}"` : name;
}

interface Part {
  key: string;
  name: string;
}

/** A key, and a name in quotes or up to the next comma. */
const part = /\s*([^=,"']*?)\s*=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^,"']*))\s*(,|$)/y;

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  part.lastIndex = 0;
  for (let at = 0; at < text.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(text);
    if (!match) {
      throw usage(`"${text.slice(at, at + 40)}" is no key and name, such as intensity=det`);
    }
    const [, key, double, single, bare, end] = match;
    const name = double?.replace(/""/g, '"') ?? single?.replace(/''/g, "'") ?? bare.trim();
    if (name === '') {
      throw usage(`"${key}" has no name of an array behind its "="`);
    }
    parts.push({ key, name });
    if (end === ',' && part.lastIndex === text.length) {
      throw usage('it ends with a comma');
    }
  }
  if (parts.length === 0) {
    throw usage('it says nothing');
  }
  return parts;
}

function usage(reason: string): XESError {
  return new XESError(
    'cli/usage',
    `--columns says which array is what, as ${mappingForm}: ${reason}. Names with commas or = stand in quotes.`
  );
}
