import { XESError } from '../../base/errors.js';
import { fields, invalid, listOf } from './invalid.js';
import type { Fields } from './json.js';
import { loneScanDocument, migrateScan } from './lonescan.js';
import { migrate } from './migrations.js';
import { readScans, readSteps } from './readentries.js';
import { readResults } from './readresults.js';
import { readView } from './readview.js';
import { documentVersion, emptyDocument, type AnalysisDocument, type MapView } from './types.js';

export interface ReadOptions {
  /** The user's preferences over the default map view, for a new analysis. */
  readonly map?: Partial<MapView>;
  /**
   * The path of the scan that the document was saved for: it replaces the path of the first scan; without a scan
   * (versions 1 and 2 saved none for a single scan) it becomes `s1`.
   */
  readonly scan?: string;
}

/**
 * Read a document of any version. Empty text is a new analysis; unknown keys are ignored; an
 * invalid view is replaced by the default one, as it matters less than scans and steps.
 * @throws XESError `analysis/invalid` (no JSON, wrong types, Refs to nothing), `analysis/newer` (a
 * later version), `analysis/too-large` (too many scans, steps or results).
 */
export function readDocument(text: string, { map, scan }: ReadOptions = {}): AnalysisDocument {
  if (text.trim() === '') {
    return scan === undefined ? emptyDocument(map) : loneScanDocument(scan, map);
  }
  const raw = parse(text);
  return readFields(scan === undefined ? migrate(raw) : migrateScan(raw, scan));
}

/** Read a document from parsed JSON. @throws XESError as `readDocument` */
export function documentOfJSON(raw: unknown): AnalysisDocument {
  return readFields(migrate(fields(raw, 'the document')));
}

/** @param current a document of the current version. */
function readFields(current: Fields): AnalysisDocument {
  const scans = readScans(listOf(current.scans, 'scans'));
  const steps = readSteps(listOf(current.steps ?? [], 'steps'), scans);
  const known = {
    scans: new Set(scans.map(({ id }) => id)),
    steps: new Set(steps.map(({ id }) => id))
  };
  const results = readResults(listOf(current.results ?? [], 'results'), known);
  return {
    type: 'xes-analysis',
    version: documentVersion,
    scans,
    steps,
    view: readView(current.view, known),
    ...(results.length > 0 ? { results } : {})
  };
}

function parse(text: string): Fields {
  try {
    return fields(JSON.parse(text.replace(/^\uFEFF/, '')), 'the document');
  } catch (error) {
    throw error instanceof XESError ? error : invalid('it is not JSON');
  }
}
