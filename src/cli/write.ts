import type { HerfdFacts, Scan } from '../formats/index.js';
import type { NamedResult } from '../analysis/output/nexus.js';
import type { ProcessEntry } from '../analysis/output/provenance.js';
import type { StepWarning } from '../analysis/steps/index.js';
import type { Context } from './context.js';
import { writeOutput } from './output.js';
import { provenanceOf } from './provenance.js';
import { outputContent, outputFormat } from './results.js';

/** One spectrum to be written. */
export interface ToWrite {
  out: string;
  /** Every file that it was computed from. */
  files: readonly string[];
  title: string;
  result: NamedResult & { value: { kind: 'spectrum' } };
  process: readonly ProcessEntry[];
  scan: Scan | null;
  herfd?: HerfdFacts | null;
  warnings: readonly StepWarning[];
}

/** Write a spectrum with its metadata, and report it. */
export async function writeSpectrum(context: Context, what: ToWrite): Promise<void> {
  const { out, files, title, result, process, scan, herfd, warnings } = what;
  const provenance = await provenanceOf(files, process, context);
  const content = await outputContent(outputFormat(out), {
    title,
    results: [result],
    provenance,
    metadata: scan?.metadata ?? null,
    herfd
  });
  await context.checkpoint();
  await writeOutput(out, content, files);
  const points = result.value.spectrum.energy.length;
  context.result({ out, points }, `${out}: ${points} points`, warnings);
}
