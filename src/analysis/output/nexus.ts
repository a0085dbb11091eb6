import { nexusFile, type HerfdFacts } from '../../formats/nexusfile.js';
import type { H5Group } from '../../formats/h5description.js';
import type { ScanMetadata } from '../../formats/scan.js';
import type { NumberResult } from '../steps/values.js';
import type { Provenance } from './provenance.js';
import type { Writable } from './text.js';

/** One result, with the name of its group in a file with several. */
export interface NamedResult {
  id: string;
  value: Writable;
}

/** The contents of a NeXus file of results. */
export interface NexusOutput {
  title: string;
  results: readonly NamedResult[];
  /** In addition to results, or alone. */
  numbers?: Readonly<Record<string, NumberResult>>;
  /** Why σ of the numbers is only approximately right. */
  approximate?: readonly string[];
  provenance: Provenance;
  /** Metadata of the scan that everything was computed from; null if there were several. */
  metadata: ScanMetadata | null;
  herfd?: HerfdFacts | null;
}

/** The tree of a NeXus file. @param time of writing, ISO 8601. */
export function nexusTree(output: NexusOutput, time: string): H5Group {
  const { title, results, numbers = {}, approximate = [], provenance, metadata, herfd } = output;
  return nexusFile({
    title,
    results: results.map(({ id, value }) => ({ id, result: value })),
    numbers,
    approximate,
    metadata,
    herfd,
    ...provenance,
    time
  });
}
