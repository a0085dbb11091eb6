import path from 'node:path';
import type { ResultDigest } from '../analysis/document/types.js';
import type { SourceFile } from '../analysis/output/provenance.js';
import {
  analysisScans,
  choiceOfSamples,
  replacements,
  withReferences,
  type ReadAnalysis
} from './analysisfile.js';
import { Batch, summaryFile, type BatchFacts } from './batch.js';
import type { Context } from './context.js';
import { makeFolder } from './makefolder.js';
import { refuseInputs } from './output.js';
import { removeStale } from './partial.js';
import { outcomesIn, type Outcome } from './summary.js';
import { isTaken } from './samefile.js';

/** What a run is to do. */
export interface RunRequest extends ReadAnalysis {
  /** The analysis, as it was read. */
  source: SourceFile;
  /** In the place of its scans; none: those. */
  files: readonly string[];
  out: string;
  nexus: boolean;
  /** ID=FILE: what takes the place of a scan that steps name. */
  replace: readonly string[];
  /** Whether what an earlier run did is not done again. */
  resume: boolean;
  /** Whether it was said how the files are read, so that the analysis does not. */
  isMapped: boolean;
  /** Of the larger run that this is a part of: see `BatchFacts`. */
  part?: Pick<BatchFacts, 'places' | 'made' | 'isPart'>;
  /** Called with each outcome, and of how many there will be. */
  onOutcome?(outcome: Outcome, total: number): void;
}

/**
 * Run an analysis, and report what came of it.
 * @returns the exit code, and digests of the last results. @throws XESError
 */
export async function runAnalysis(
  request: RunRequest,
  context: Context
): Promise<{ exit: number; digests: readonly ResultDigest[] }> {
  const { document, isOfAll, source, files, out, nexus, onOutcome } = request;
  const replaced = replacements(request.replace, document);
  const recipe = withReferences(document, replaced);
  const { samples, references } = analysisScans(source.file, recipe.scans, replaced);
  const own = files.length > 0 ? [] : samples;
  const summary = path.join(out, summaryFile);
  const inputs = [source.file, ...files, ...[...own, ...references].map(({ file }) => file)];
  await refuseInputs(summary, inputs);
  makeFolder(out);
  removeStale(out);
  const isEach = files.length > 0 && !isOfAll;
  const total = isEach ? files.length : 1;
  const batch = new Batch(
    {
      analysis: source,
      document: recipe,
      references,
      inputs,
      summary,
      out,
      nexus,
      ...request.part,
      ...(request.resume ? { earlier: earlierIn(summary, context) } : {}),
      onOutcome: outcome => onOutcome?.(outcome, total)
    },
    context
  );
  const choice = request.isMapped ? {} : choiceOfSamples(samples);
  const named = files.map(file => ({ file, choice }));
  if (isEach) {
    await batch.each(named);
  } else {
    await batch.together(files.length > 0 ? named : own);
  }
  const exit = await batch.finish(files.length > 1 || request.part?.isPart === true);
  return { exit, digests: batch.digests };
}

function earlierIn(summary: string, { reads }: Context): readonly Outcome[] {
  return isTaken(summary) ? outcomesIn(reads.text(summary)) : [];
}
