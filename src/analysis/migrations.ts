import { XESError } from '../science/errors.js';
import { documentVersion } from './document.js';
import { invalid, type Json } from './invalid.js';

/** From each version to the next, by the version it starts from. */
const migrations: Record<number, (document: Json) => Json> = {
  // a key of these names was no part of version 1, whose readers left it out
  1: document => ({ ...document, version: 2, steps: [], results: [] })
};

/**
 * A document of any version, as one of the version that is written now.
 * @throws XESError `analysis/invalid` for no analysis at all, `analysis/newer` for a later version.
 */
export function migrate(raw: Json): Json {
  if (raw.type !== 'xes-analysis') {
    throw invalid('its "type" is not "xes-analysis"');
  }
  if (typeof raw.version === 'number' && raw.version > documentVersion) {
    throw new XESError(
      'analysis/newer',
      `This analysis was saved by a newer version (schema ${raw.version}). Update jupyterlab-xes to open it.`
    );
  }
  let document = raw;
  while (document.version !== documentVersion) {
    const next = migrations[document.version as number];
    if (typeof document.version !== 'number' || !next) {
      throw invalid(`its "version" is none of 1 to ${documentVersion}`);
    }
    document = next(document);
  }
  return document;
}
