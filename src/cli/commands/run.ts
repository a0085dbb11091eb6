import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { AnalysisDocument, ResultDigest } from '../../analysis/document/types.js';
import { writeDocument } from '../../analysis/document/write.js';
import { flag, text, texts } from '../../analysis/steps/parameters/index.js';
import {
  analysisScans,
  choiceOfSamples,
  readAnalysis,
  replacements,
  withReferences
} from '../analysisfile.js';
import { usage } from '../arguments.js';
import { Batch, summaryFile } from '../batch.js';
import { defineCommand } from '../command.js';
import type { Context } from '../context.js';
import { refuseInputs, writeWhole } from '../output.js';
import { removeStale } from '../partial.js';
import { writeError } from '../writeerror.js';
import { reading } from './options.js';

export const run = defineCommand({
  name: 'run',
  summary: 'The recipe of an analysis over many scans: a folder of results each, and a summary.',
  about: [
    'Does what an analysis (*.xes.json) says, its cuts and its steps, with each FILE in the place of its own scans, or where its first step works on several scans together with all FILEs at once; references stay. Without a FILE it is done with its own scans, all together. The same steps on the same scans give the same arrays as in the browser.',
    'Each scan gets a folder of its name in DIR: STEP.csv for each result, STEP/ITEM.csv where a step has several (such as smoothed/spectra/280754_1.csv), numbers.csv with a row for each number, with --nexus all curves and maps in results.nxs too, and result.json (schemas/result-2.schema.json) with parameters, numbers, warnings, digests, provenance, and which file and group holds which result: names that a disk would take for each other get a number. summary.csv has a row for each scan with every number and its σ. Of an earlier run in the same DIR the files that it wrote are replaced, unless they were changed since; whatever else lies there stays.',
    'A step that names a scan by its id is refused, for it is not known which FILE is meant: --replace s1=FILE says it.',
    'Each scan of the analysis is read as it says, and FILEs by the columns of its scans where all have the same; --entry and --columns are for what it does not say.',
    'What fails is listed at the end, and the rest is done.'
  ],
  files: {
    usage: 'ANALYSIS.xes.json [FILE…]',
    atLeast: 1,
    atMost: Infinity,
    are: 'an analysis, then the scans it is to be done with'
  },
  options: {
    out: text({ description: 'Folder DIR for the results; it is made where it is not there' }),
    nexus: flag({
      description: 'Write all results of a scan as NeXus too (it takes most of the time)'
    }),
    replace: texts({
      description: 'ID=FILE: what takes the place of a scan that steps name by its id',
      default: []
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
    const { document, isOfAll } = readAnalysis(analysis, context.reads);
    const replaced = replacements(options.replace, document);
    const recipe = withReferences(document, replaced);
    const { samples, references } = analysisScans(analysis, recipe.scans, replaced);
    const own = files.length > 0 ? [] : samples;
    const summary = path.join(options.out, summaryFile);
    const inputs = [analysis, ...files, ...[...own, ...references].map(({ file }) => file)];
    await refuseInputs(summary, inputs);
    makeFolder(options.out);
    const source = await context.reads.sourceOf(analysis, context);
    const facts = { analysis: source, document: recipe, references, inputs, summary };
    const batch = new Batch({ ...facts, out: options.out, nexus: options.nexus }, context);
    const choice = options.columns === null ? choiceOfSamples(samples) : {};
    const named = files.map(file => ({ file, choice }));
    if (files.length === 0) {
      await batch.together(own);
    } else if (isOfAll) {
      await batch.together(named);
    } else {
      await batch.each(named);
    }
    const exit = await batch.finish(files.length > 1);
    if (options.record && exit === 0) {
      await record(analysis, document, batch.digests, context);
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
  context.reads.text(file); // it must be what was run
  await context.checkpoint();
  writeWhole(file, writeDocument({ ...document, results }));
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    removeStale(folder);
  } catch (cause) {
    // what `mkdir` calls there already is no folder
    const isFile = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw writeError(folder, isFile ? Object.assign(new Error(), { code: 'ENOTDIR' }) : cause);
  }
}
