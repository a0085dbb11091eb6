import type { AnalysisDocument, ResultDigest } from '../../analysis/document/types.js';
import { writeDocument } from '../../analysis/document/write.js';
import { flag, text, texts } from '../../analysis/steps/parameters/index.js';
import { readAnalysis } from '../analysisfile.js';
import { usage } from '../arguments.js';
import { defineCommand } from '../command.js';
import type { Context } from '../context.js';
import { writeWhole } from '../output.js';
import { runAnalysis } from '../runanalysis.js';
import { reading } from './options.js';

export const run = defineCommand({
  name: 'run',
  summary: 'The recipe of an analysis over many scans: a folder of results each, and a summary.',
  about: [
    'Runs the cuts and steps of an analysis (*.xes.json) on each FILE instead of its own scans, or, if its first step combines several scans, on all FILEs together; references stay, and a first step that takes one scan and a reference, such as a background that joins a wider one, is run on each FILE. Without a FILE it is run on its own scans, all together. The same steps on the same scans give the same arrays as in the browser, within 1e-12 of their largest value.',
    'Each scan gets a folder of its name in DIR: STEP.csv for each result, STEP/ITEM.csv where a step has several (such as smoothed/spectra/280754_1.csv), numbers.csv with a row for each number, with --nexus all curves and maps in results.nxs too, and result.json (schemas/result-2.schema.json) with parameters, numbers, warnings, digests, provenance, and which file and group holds which result: names that a disk can’t distinguish get a number. summary.csv has a row for each scan with every number and its σ. Files written by an earlier run in the same DIR are replaced, unless they were changed since; all other files stay.',
    'A step that refers to a scan by its id is refused, as it is not known which FILE replaces it: --replace s1=FILE specifies that.',
    'Each scan of the analysis is read as the analysis specifies, and FILEs with the columns of its scans if these are all the same; --entry and --columns apply to what it does not specify.',
    'Failures are listed at the end, and do not affect the rest.'
  ],
  files: {
    usage: 'ANALYSIS.xes.json [FILE…]',
    atLeast: 1,
    atMost: Infinity,
    are: 'an analysis, then the scans it is to be done with'
  },
  options: {
    out: text({ description: 'Folder DIR for the results; it is created if it does not exist' }),
    nexus: flag({
      description: 'Write all results of a scan as NeXus too (it takes most of the time)'
    }),
    replace: texts({
      description: 'ID=FILE: what takes the place of a scan that steps name by its id',
      default: []
    }),
    resume: flag({
      description:
        'Skip scans already done by an earlier run in DIR with the same analysis, scans and version'
    }),
    record: flag({
      description:
        'Write digests of the results into the analysis, so that a later run can report whether its results are the same; without a FILE, and where nothing failed'
    }),
    ...reading
  },
  examples: [
    {
      line: 'run kbeta.xes.json "scans/2807*.nxs" --out results',
      does: 'every scan of the pattern through the recipe'
    }
  ],
  async run({ files: [analysis, ...files], options, context }) {
    if (options.record && (files.length > 0 || options.replace.length > 0)) {
      throw usage({ name: 'run' }, 'Only results of its own scans are recorded in an analysis.');
    }
    const read = readAnalysis(analysis, context.reads);
    const source = await context.reads.sourceOf(analysis, context);
    const { out, nexus, resume, replace } = options;
    const { exit, digests } = await runAnalysis(
      { ...read, source, files, out, nexus, replace, resume, isMapped: options.columns !== null },
      context
    );
    if (options.record && exit === 0) {
      await record(analysis, read.document, digests, context);
    }
    return exit;
  }
});

/** @throws XESError `file/changed`, `file/write-failed` */
async function record(
  file: string,
  document: AnalysisDocument,
  results: readonly ResultDigest[],
  context: Context
): Promise<void> {
  context.reads.text(file); // it must be unchanged since the run
  await context.checkpoint();
  writeWhole(file, writeDocument({ ...document, results }));
}
