import path from 'node:path';
import { XESError } from '../../base/errors.js';
import { documentOfJSON } from '../../analysis/document/read.js';
import { readChoiceOf } from '../../analysis/document/readchoice.js';
import type { AnalysisDocument, Id, Ref, ScanEntry } from '../../analysis/document/types.js';
import type { ScanSource } from '../../analysis/evaluate/index.js';
import type { ScanOutline } from '../../formats/scan.js';
import { evaluateReading, type Evaluated } from '../evaluation.js';
import type { Call } from './call.js';
import type { Fields } from './fields.js';
import type { ScanCache } from './scancache.js';
import type { Session } from './session.js';

const tableMark = 'table:';

/** The digest of a spectrum that was handed over, where a scan is one; null of files. */
export function tableOf({ path: text }: Pick<ScanEntry, 'path'>): string | null {
  return text.startsWith(tableMark) ? text.slice(tableMark.length) : null;
}

/** A document, and where the paths of its scans lead. */
export interface Placed {
  document: AnalysisDocument;
  /** Absolute; none of spectra that were handed over. */
  files: ReadonlyMap<Id, string>;
}

/**
 * The document, or the recipe, of a request: scans by absolute paths, or by such from the folder `base`.
 * @throws XESError those of `readDocument`
 */
export function placedDocument(fields: Fields): Placed {
  const recipe = fields.raw('recipe');
  const document =
    recipe === undefined
      ? documentOfJSON(fields.raw('document'))
      : documentOfJSON({ type: 'xes-analysis', version: 3, view: {}, ...Object(recipe) });
  const base = fields.textOr('base', null);
  const files = document.scans
    .filter(scan => tableOf(scan) === null)
    .map((scan): [Id, string] => [scan.id, placed(scan, base)]);
  return { document, files: new Map(files) };
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

/**
 * Evaluate what is demanded of a document.
 * @throws XESError `table/unknown` for spectra that are to be handed over again, `cli/interrupted`
 */
export function evaluatePlaced(
  { document, files }: Placed,
  demand: readonly Ref[],
  { session, context }: Call
): Promise<Evaluated> {
  const tables = tablesOf(document, session);
  const entries = new Map(document.scans.map(scan => [scan.id, scan]));
  const keys = new Map<Id, string>();
  const read = async (id: Id): Promise<ScanSource> => {
    const table = tables.get(id);
    if (table) {
      return { id, ...table, state: 'ready', scan: null, outline: null, error: null };
    }
    const scan = await context.reads.scan(files.get(id) ?? '', readChoiceOf(entries.get(id) ?? {}));
    keys.set(id, session.scans.keyOf(scan));
    return new CachedSource(id, session.scans.keyOf(scan), scan, session.scans);
  };
  const isFull = (held: ReadonlySet<Id>): boolean => {
    session.scans.evict(new Set([...held].flatMap(id => keys.get(id) ?? [])));
    return session.scans.bytes > session.scans.budget;
  };
  return evaluateReading(document, demand, { read, isFull }, context, session.evaluator);
}

/** The spectra that were handed over, by the ids of the scans that they are. */
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

/** A scan as long as the cache has it; what is known of it without its points stays. */
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
