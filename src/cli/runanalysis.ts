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

/** A request to run an analysis. */
export interface RunRequest extends ReadAnalysis {
  /** The file of the analysis. */
  source: SourceFile;
  /** Files instead of its scans; none: its own scans. */
  files: readonly string[];
  out: string;
  nexus: boolean;
  /** ID=FILE: files for scans that steps refer to. */
  replace: readonly string[];
  /** Whether to skip scans done by an earlier run. */
  resume: boolean;
  /** Whether the caller specified how files are read, instead of the analysis. */
  isMapped: boolean;
  /** For a part of a larger run: see `BatchFacts`. */
  part?: Pick<BatchFacts, 'places' | 'made' | 'isPart'>;
  /** Called with each outcome and their total number. */
  onOutcome?(outcome: Outcome, total: number): void;
}

/**
 * Run an analysis, and report the outcome.
 * @returns the exit code, and digests of the last results.
 * @throws XESError
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
