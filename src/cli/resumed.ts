import { isEqual, isRecord } from '../analysis/document/json.js';
import type { Provenance, SourceFile } from '../analysis/output/provenance.js';
import { readManifest, readResult } from './manifest.js';
import { nexusFileName } from './runresults.js';

/** A planned run on some files. */
interface PlannedRun {
  analysis: SourceFile;
  provenance: Provenance;
  nexus: boolean;
}

/** Whether a folder holds the unchanged results that a run would write. */
export function isResultOf(folder: string, { analysis, provenance, nexus }: PlannedRun): boolean {
  const result = readResult(folder);
  const manifest = readManifest(folder);
  if (!result || !manifest?.isComplete || !isRecord(result.analysis)) {
    return false;
  }
  return (
    result.analysis.sha256 === analysis.sha256 &&
    isEqual(result.versions, provenance.versions) &&
    isEqual(timeless(result.sources), timeless(provenance.sources)) &&
    manifest.names.includes(nexusFileName) === nexus &&
    manifest.names.every(name => manifest.isAsWritten(name))
  );
}

/** Sources without file times, which differ for a copied file. */
function timeless(sources: unknown): unknown {
  return Array.isArray(sources)
    ? (sources as unknown[]).map(source =>
        isRecord(source) ? { ...source, modified: null } : null
      )
    : null;
}
