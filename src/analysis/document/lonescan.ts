import { isRecord, type Fields } from './json.js';
import { migrate } from './migrations.js';
import { documentVersion, emptyDocument, type AnalysisDocument, type MapView } from './types.js';

/** The id of a scan opened without an analysis. */
export const loneScanId = 's1';

/**
 * The document of a scan opened without an analysis.
 * @param map the user's preferences over the default map view.
 */
export function loneScanDocument(path: string, map: Partial<MapView> = {}): AnalysisDocument {
  const empty = emptyDocument(map);
  const ref = { id: loneScanId };
  return {
    ...empty,
    scans: [{ id: loneScanId, path }],
    view: { ...empty.view, shown: [ref], active: ref }
  };
}

/**
 * Migrate the document that was saved for a single scan, of any version, to the current version, with that scan as
 * its first: versions 1 and 2 saved no scan, and it may have been renamed since. They saved the first cuts among the
 * cuts, so that a document without cuts means that the user removed them.
 * @throws XESError as `migrate`
 */
export function migrateScan(raw: Fields, path: string): Fields {
  const document = migrate(withScan(raw, path));
  const { view } = document;
  return raw.version === documentVersion || !isRecord(view)
    ? document
    : { ...document, view: { ...view, firstCuts: 'own' } };
}

function withScan(raw: Fields, path: string): Fields {
  const { scans = [] } = raw;
  if (!Array.isArray(scans)) {
    return raw;
  }
  const [first, ...others] = scans as unknown[];
  if (isRecord(first)) {
    return { ...raw, scans: [{ ...first, path }, ...others] };
  }
  const own = raw.version === documentVersion ? { id: loneScanId, path } : { path };
  return scans.length > 0 ? raw : { ...raw, scans: [own] };
}
