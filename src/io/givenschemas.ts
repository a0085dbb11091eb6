import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { XESError } from '../base/errors.js';
import { compileSchemas, schemasOf, type CompiledSchemas, type Scan } from '../formats/index.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import type { ScanWarning } from '../formats/scan.js';
import type { GivenSchema } from '../formats/schema/types.js';

/** Most texts whose compiled schemas are cached. */
const mostHeld = 100;
const held = new Map<string, CompiledSchemas>();

function compiled(given: GivenSchema): CompiledSchemas {
  const key = JSON.stringify([given.from, given.text, given.fault]);
  const compiledSchemas = held.get(key) ?? compileSchemas(given);
  held.delete(key);
  held.set(key, compiledSchemas);
  const [oldest] = held.keys();
  if (held.size > mostHeld) {
    held.delete(oldest);
  }
  return compiledSchemas;
}

/** The part of a path by which a schema may recognise a file. */
export function fileNameOf(path: string): string {
  return path.slice(path.search(/[^/\\]*$/));
}

/** A choice with the schemas given as text compiled, and warnings about invalid ones. */
export function withSchemas(choice: ReadChoice): { choice: ReadChoice; warnings: ScanWarning[] } {
  const { given = [], schemas = [], ...others } = choice;
  const read = given.map(compiled);
  return {
    choice: { ...others, schemas: [...schemas, ...read.flatMap(result => result.schemas)] },
    warnings: read.flatMap(one => one.warnings)
  };
}

/**
 * A scan marked with the schema that read it and its digest, and with warnings about other schemas.
 */
export function withSchemaProvenance(
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

/** The error of a read, extended by invalid schemas that may be the reason. */
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
