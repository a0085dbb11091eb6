import { isEqual, isRecord } from '../analysis/document/json.js';
import type { Provenance, SourceFile } from '../analysis/output/provenance.js';
import { readManifest, readResult } from './manifest.js';
import { nexusFileName } from './runresults.js';

/** What a run is about to do with some files. */
interface Intended {
  analysis: SourceFile;
  provenance: Provenance;
  nexus: boolean;
}

/** Whether a folder holds what a run would write, made of the same, as it was written. */
export function isResultOf(folder: string, { analysis, provenance, nexus }: Intended): boolean {
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

/** Sources as their digests name them: a file that was copied has another time. */
function timeless(sources: unknown): unknown {
  return Array.isArray(sources)
    ? (sources as unknown[]).map(source =>
        isRecord(source) ? { ...source, modified: null } : null
      )
    : null;
}
