import { refProblem, type KnownIds } from './checks.js';
import { fields, invalid } from './invalid.js';
import { isNumber } from './json.js';
import { refOfJSON } from './readrefs.js';
import type { ResultDigest } from './types.js';

/**
 * The digests of a document; none if one refers to something missing, as the steps then differ from
 * the recorded ones.
 * @throws XESError `analysis/invalid` for an invalid digest.
 */
export function readResults(values: readonly unknown[], known: KnownIds): ResultDigest[] {
  const digests = values.map(readResult);
  return digests.every(({ ref }) => refProblem(ref, known) === null) ? digests : [];
}

function readResult(value: unknown): ResultDigest {
  const { ref, kind, points, sha256 } = fields(value, 'a result');
  const named = refOfJSON(ref);
  const isKind = kind === 'map' || kind === 'spectrum' || kind === 'table';
  const isCount = isNumber(points) && Number.isSafeInteger(points) && points >= 0;
  const isDigest = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  if (!named || !isKind || !isCount || !isDigest) {
    throw invalid('a result needs "ref", "kind", "points" and "sha256"');
  }
  return { ref: named, kind, points: points === 0 ? 0 : points, sha256 };
}
