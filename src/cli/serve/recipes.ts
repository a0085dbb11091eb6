import path from 'node:path';
import { asXESError, XESError } from '../../base/errors.js';
import { documentOfJSON } from '../../analysis/document/read.js';
import { readChoiceOf } from '../../analysis/document/readchoice.js';
import type { AnalysisDocument, Id, Ref, ScanEntry } from '../../analysis/document/types.js';
import type { ScanSource } from '../../analysis/evaluate/index.js';
import type { Scan, ScanOutline } from '../../formats/scan.js';
import { evaluateReading, type Evaluated } from '../evaluation.js';
import type { Call } from './call.js';
import type { Fields } from './fields.js';
import type { ScanCache } from './scancache.js';
import type { Session } from './session.js';

const tableMark = 'table:';

/** The digest of a spectrum passed by the client, if a scan is one; null for files. */
export function tableOf({ path: text }: Pick<ScanEntry, 'path'>): string | null {
  return text.startsWith(tableMark) ? text.slice(tableMark.length) : null;
}

/** A document, and the resolved paths of its scans. */
export interface LocatedDocument {
  document: AnalysisDocument;
  /** Absolute; none for spectra passed by the client. */
  files: ReadonlyMap<Id, string>;
  /**
   * Digests of scans whose numbers the client already has: the answer is for the same numbers, or
   * an error.
   */
  seen: Readonly<Record<Id, unknown>>;
}

/**
 * The document, or the recipe, of a request: scans by absolute paths, or by paths relative to the
 * folder `base`.
 * @throws XESError those of `readDocument`
 */
export function locatedDocument(fields: Fields): LocatedDocument {
  const recipe = fields.raw('recipe');
  const document =
    recipe === undefined
      ? documentOfJSON(fields.raw('document'))
      : recipeOfJSON(Object(recipe) as object);
  const base = fields.textOr('base', null);
  const files = document.scans
    .filter(scan => tableOf(scan) === null)
    .map((scan): [Id, string] => [scan.id, placed(scan, base)]);
  const seen = fields.raw('seen') === undefined ? {} : fields.within('seen').all;
  return { document, files: new Map(files), seen };
}

/** A recipe is made by a call, and is in no file. @throws XESError `step/input` */
function recipeOfJSON(recipe: object): AnalysisDocument {
  try {
    return documentOfJSON({ type: 'xes-analysis', version: 3, view: {}, ...recipe });
  } catch (reason) {
    const { code, cause } = asXESError(reason);
    throw code === 'analysis/invalid' && typeof cause === 'string'
      ? new XESError('step/input', `This can't be evaluated: ${cause}.`)
      : reason;
  }
}

function placed({ id, path: text }: ScanEntry, base: string | null): string {
  if (text.includes('\0') || (base === null && !path.isAbsolute(text))) {
    throw new XESError(
      'analysis/invalid',
      `The scan "${id}" is named ${JSON.stringify(text)}, which leads nowhere without the folder of its analysis.`
    );
  }
  return path.resolve(base ?? '', text);
}

/** The outcome of a document. */
export interface EvaluatedDocument extends Evaluated {
  /** Warnings on reading its scans. */
  warnings: ReadonlyMap<Id, Scan['warnings']>;
  /** Digests of the scans that were read. */
  digests: ReadonlyMap<Id, string>;
}

/**
 * Evaluate demanded results of a document.
 * @throws XESError `table/unknown` for spectra that must be passed again, `cli/interrupted`, and
 * why a scan that the client has seen is no longer the same: `file/changed`, and those of reading
 */
export async function evaluateLocated(
  { document, files, seen }: LocatedDocument,
  demand: readonly Ref[],
  { session, context }: Call
): Promise<EvaluatedDocument> {
  const tables = tablesOf(document, session);
  const entries = new Map(document.scans.map(scan => [scan.id, scan]));
  const keys = new Map<Id, string>();
  const warnings = new Map<Id, Scan['warnings']>();
  const digests = new Map<Id, string>();
  const missing: unknown[] = [];
  const read = async (id: Id): Promise<ScanSource> => {
    const table = tables.get(id);
    if (table) {
      return { id, ...table, state: 'ready', scan: null, outline: null, error: null };
    }
    const file = files.get(id) ?? '';
    const scan = await context.reads.scan(file, readChoiceOf(entries.get(id) ?? {}));
    digests.set(id, session.scans.digestOf(scan));
    requireSeen(file, digests.get(id), seen[id]);
    keys.set(id, session.scans.keyOf(scan));
    warnings.set(id, scan.warnings);
    return new CachedSource(id, session.scans.keyOf(scan), scan, session.scans);
  };
  const { scans, evaluator } = session;
  const makeRoom = (held: ReadonlySet<Id>) =>
    scans.evict(new Set([...held].flatMap(id => keys.get(id) ?? [])));
  const isFull = () => scans.bytes > scans.budget;
  const readSeen = (id: Id) =>
    read(id).catch((reason: unknown) => {
      missing.push(...(seen[id] === undefined ? [] : [reason]));
      throw reason;
    });
  const how = { read: readSeen, makeRoom, isFull };
  const evaluated = await evaluateReading(document, demand, how, context, evaluator);
  if (missing.length > 0) {
    throw missing[0];
  }
  return { ...evaluated, warnings, digests };
}

function requireSeen(file: string, digest: unknown, seen: unknown): void {
  if (seen !== undefined && seen !== digest) {
    throw new XESError(
      'file/changed',
      `${file} has changed since this was computed from it, and its numbers differ: open it again, and repeat the steps.`
    );
  }
}

/** The spectra passed by the client, by scan id. */
function tablesOf({ scans }: AnalysisDocument, { tables }: Session) {
  const found = scans.flatMap(scan => {
    const digest = tableOf(scan);
    return digest === null ? [] : [{ id: scan.id, digest, value: tables.get(digest) }];
  });
  const unknown = found.flatMap(({ digest, value }) => (value ? [] : [digest]));
  if (unknown.length > 0) {
    throw new XESError(
      'table/unknown',
      'A spectrum that was handed over is no longer held: hand it over again.',
      { details: { unknown } }
    );
  }
  return new Map(
    found.flatMap(({ id, digest, value }) =>
      value ? [[id, { key: tableMark + digest, value }] as const] : []
    )
  );
}

/** A scan while the cache has it; facts apart from its points are kept. */
class CachedSource implements ScanSource {
  constructor(
    readonly id: Id,
    readonly key: string,
    { kind, channels }: ScanOutline,
    private _cache: ScanCache
  ) {
    this.outline = {
      kind,
      channels: channels.map(({ name, kind: own }) => ({ name, ...(own ? { kind: own } : {}) }))
    };
  }

  readonly state = 'ready';
  readonly error = null;
  readonly outline: ScanOutline;

  get scan(): ScanSource['scan'] {
    return this._cache.get(this.key);
  }
}
