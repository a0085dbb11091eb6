import { XESError } from '../../base/errors.js';
import { invalid } from './invalid.js';
import type { Fields } from './json.js';
import { secondToThird } from './secondtothird.js';
import { documentVersion } from './types.js';

/** Migrations to the next version, by the version they start from. */
const migrations = new Map<number, (document: Fields) => Fields>([
  // version 1 had no keys of these names, and its readers ignored them
  [1, document => ({ ...document, version: 2, steps: [], results: [] })],
  [2, secondToThird]
]);

/**
 * A document of any version, migrated to the current version; a current document is returned
 * unchanged. Old steps give the same numbers as before. Other errors in the document are left to
 * its reader.
 * @throws XESError `analysis/invalid` for no analysis at all or an invalid cut, `analysis/newer`
 * for a later version, `analysis/too-large`.
 */
export function migrate(raw: Fields): Fields {
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
    const next = typeof document.version === 'number' && migrations.get(document.version);
    if (!next) {
      throw invalid(`its "version" is none of 1 to ${documentVersion}`);
    }
    document = next(document);
  }
  return document;
}
