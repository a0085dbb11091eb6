import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { XESError } from '../base/errors.js';
import { compileSchemas, schemasOf, type CompiledSchemas, type Scan } from '../formats/index.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import type { ScanWarning } from '../formats/scan.js';
import type { GivenSchema } from '../formats/schema/types.js';

/** Texts whose schemas are at hand. */
const mostHeld = 100;
const held = new Map<string, CompiledSchemas>();

function compiled(given: GivenSchema): CompiledSchemas {
  const key = JSON.stringify([given.from, given.text, given.fault]);
  const found = held.get(key) ?? compileSchemas(given);
  held.delete(key);
  held.set(key, found);
  const [oldest] = held.keys();
  if (held.size > mostHeld) {
    held.delete(oldest);
  }
  return found;
}

/** What a schema may recognise a file by, of its path. */
export function fileNameOf(path: string): string {
  return path.slice(path.search(/[^/\\]*$/));
}

/** A choice with the schemas that were given as text, and what is wrong with the others. */
export function withSchemas(choice: ReadChoice): { choice: ReadChoice; warnings: ScanWarning[] } {
  const { given = [], schemas = [], ...others } = choice;
  const read = given.map(compiled);
  return {
    choice: { ...others, schemas: [...schemas, ...read.flatMap(one => one.schemas)] },
    warnings: read.flatMap(one => one.warnings)
  };
}

/** A scan that says which schema read it, with the digest of that, and what is wrong with others. */
export function saidOfSchemas(
  scan: Scan,
  choice: ReadChoice,
  warnings: readonly ScanWarning[]
): Scan {
  const { schema } = scan;
  const used =
    schema &&
    schemasOf(choice).find(({ name, from }) => name === schema.name && from === schema.from);
  return {
    ...scan,
    ...(used ? { schema: { ...schema, sha256: digestOf(used.json) } } : {}),
    warnings: [...scan.warnings, ...warnings]
  };
}

/** Why a file can't be read, which may be that a schema for it is wrong. */
export function withFaults(reason: unknown, warnings: readonly ScanWarning[]): unknown {
  const isOfLayout =
    reason instanceof XESError && /^(scan\/|table\/|file\/not-hdf5)/.test(reason.code);
  if (!isOfLayout || warnings.length === 0) {
    return reason;
  }
  const { code, message, details } = reason;
  const sentences = warnings.map(warning => warning.message).join(' ');
  return new XESError(code, `${message} ${sentences}`, { cause: reason, details });
}

/** SHA-256 of JSON without blanks, hexadecimal. */
function digestOf(json: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(json))));
}
