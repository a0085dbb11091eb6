import { XESError } from '../../base/errors.js';
import { invalid } from './invalid.js';
import type { Fields } from './json.js';
import { secondToThird } from './secondtothird.js';
import { documentVersion } from './types.js';

/** From each version to the next, by the version it starts from. */
const migrations = new Map<number, (document: Fields) => Fields>([
  // a key of these names was no part of version 1, whose readers left it out
  [1, document => ({ ...document, version: 2, steps: [], results: [] })],
  [2, secondToThird]
]);

/**
 * A document of any version, as one of the version that is written now; one of that version is returned as it is.
 * Old steps give the numbers that they gave. What is wrong in it otherwise is left for its reader to find.
 * @throws XESError `analysis/invalid` for no analysis at all or a cut that is none, `analysis/newer` for a later
 * version, `analysis/too-large`.
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
