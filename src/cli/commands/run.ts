import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { AnalysisDocument, ResultDigest } from '../../analysis/index.js';
import { digests } from '../../analysis/digests.js';
import { flag, text } from '../../analysis/steps/parameters/index.js';
import { run as runSteps, type NamedScan, type StepResult } from '../../analysis/run.js';
import { distinct } from '../../formats/index.js';
import { asXESError, XESError } from '../../science/errors.js';
import { readAnalysis, scansOf } from '../analysisfile.js';
import { defineCommand } from '../command.js';
import type { Context } from '../context.js';
import { alike, folderName } from '../filenames.js';
import { requireOwn, writeFolder } from '../folder.js';
import { nameOf, namesOf } from '../inputs.js';
import { refuseInputs, writeOutput } from '../output.js';
import { removeStale } from '../partial.js';
import { provenanceOf } from '../provenance.js';
import type { Source } from '../reads.js';
import { runFiles } from '../runfolder.js';
import { isSameFile } from '../samefile.js';
import { outcomeOf, summaryCsv, type Outcome } from '../summary.js';
import { writeError } from '../writeerror.js';

export const run = defineCommand({
  name: 'run',
  summary: 'The recipe of an analysis over many scans: a folder of results each, and a summary.',
  about: [
    'Does what an analysis (*.xes.json) says, the cuts drawn in its view and its steps, with each FILE in the place of its own scans; without a FILE with its own scans, all together. The same steps on the same scans give the same arrays as in the browser.',
    'Each scan gets a folder of its name in DIR: STEP.csv for each result, STEP/ITEM.csv where a step has several (such as smoothed/spectra/280754_1.csv), numbers.csv with a row for each number, with --nexus all curves and maps in results.nxs too, and result.json (schemas/result-2.schema.json) with parameters, numbers, warnings, digests, provenance, and which file and group holds which result: names that a disk would take for each other get a number. summary.csv has a row for each scan with every number and its σ. Of an earlier run in the same DIR the files that it wrote are replaced, as long as nobody changed them; whatever else lies there stays.',
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
    })
  },
  examples: [
    {
      line: 'run kbeta.xes.json "scans/2807*.nxs" --out results',
      does: 'every scan of the pattern through the recipe'
    }
  ],
  async run({ files: [analysis, ...files], options, context }) {
    const document = readAnalysis(analysis, context.reads);
    const own = files.length > 0 ? [] : scansOf(analysis, document);
    const summary = path.join(options.out, summaryFile);
    const inputs = [analysis, ...files, ...own];
    await refuseInputs(summary, inputs);
    makeFolder(options.out);
    const facts = { analysis: await context.reads.sourceOf(analysis, context), document };
    const batch = new Batch({ ...facts, inputs, summary, ...options }, context);
    if (files.length > 0) {
      await batch.each(files);
    } else {
      await batch.together(own);
    }
    return batch.finish(files.length > 1);
  }
});

const summaryFile = 'summary.csv';

/** The summary of a long run is written so often (ms). */
const pace = 2000;

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

/** What a run is told. */
interface BatchFacts {
  /** The analysis, as it was read. */
  analysis: Source;
  document: AnalysisDocument;
  /** All files that are read, and so never written. */
  inputs: readonly string[];
  out: string;
  /** Path of the summary. */
  summary: string;
  nexus: boolean;
}

/** What is done at once: a scan alone, or all scans of an analysis. */
interface Job {
  /** Name of its folder. */
  name: string;
  files: readonly string[];
  /** What the scans are called in the results. */
  names: readonly string[];
  /** Whether what the analysis tells of its results is about these scans. */
  isSaved: boolean;
}

/** One run over several scans: what is done stays, whatever becomes of the others. */
class Batch {
  constructor(
    private _facts: BatchFacts,
    private _context: Context
  ) {}

  /** Each scan alone. */
  async each(files: readonly string[]): Promise<void> {
    const names = namesOf(files);
    const folders = distinct(names.map(folderName), [summaryFile], alike);
    const saved = savedOf(this._facts, files);
    for (let i = 0; i < files.length && !this._context.isInterrupted; i++) {
      this._context.progress.tell(i, files.length, files[i]);
      const [name, file] = [folders[i], files[i]];
      await this._one({ name, files: [file], names: [names[i]], isSaved: file === saved });
      await this._tell();
    }
  }

  /** All scans of the analysis as one. */
  async together(files: readonly string[]): Promise<void> {
    const own = folderName(nameOf(this._facts.analysis.file));
    const [name] = distinct([own], [summaryFile], alike);
    await this._one({ name, files, names: namesOf(files), isSaved: true });
  }

  /** Write the summary and say what failed. @returns the exit code. */
  async finish(isBatch: boolean): Promise<number> {
    const { summary } = this._facts;
    const failed = this._outcomes.filter(({ status }) => status !== 'done');
    if (this._lost && !isBatch) {
      throw this._lost; // the only scan: nothing was done, so it is a refusal
    }
    await this._writeSummary();
    if (this._context.isInterrupted) {
      const done = this._outcomes.length;
      throw new XESError('cli/interrupted', `Interrupted: ${done} done, told in ${summary}.`);
    }
    this._report(summary, failed);
    return failed.length > 0 ? 1 : 0;
  }

  /** The summary of what is done so far, now and then: whoever ends a long run has it. */
  private async _tell(): Promise<void> {
    const now = performance.now();
    if (now - this._told > pace) {
      this._told = now;
      await this._writeSummary().catch(() => undefined); // what keeps it from being written is told at the end
    }
  }

  private _writeSummary(): Promise<void> {
    const { summary, inputs } = this._facts;
    return writeOutput(summary, summaryCsv(this._outcomes), inputs);
  }

  private _report(summary: string, failed: readonly Outcome[]): void {
    const done = this._outcomes.length - failed.length;
    const isAsSaved = this._isAsSaved === null ? {} : { sameAsSaved: this._isAsSaved };
    const json = {
      out: this._facts.out,
      summary,
      done,
      failed: failed.map(({ file, status, failures }) => ({ file, status, failures })),
      ...isAsSaved
    };
    const same = {
      true: '; the same as was saved',
      false: '; NOT the same as was saved',
      null: ''
    };
    const text = `${summary}: ${done} of ${this._outcomes.length} done${same[`${this._isAsSaved}`]}`;
    this._context.result(json, text);
    if (failed.length > 0 && !this._context.isJson) {
      this._context.complain(`${failed.length} failed:`);
      failed.forEach(({ file, failures }) =>
        failures.forEach(({ step, code, message }) =>
          this._context.complain(`  ${file}: ${step ? `${step}: ` : ''}${message} [${code}]`)
        )
      );
    }
  }

  private async _one(job: Job): Promise<void> {
    const { files, names } = job;
    try {
      requireOwn(path.join(this._facts.out, job.name));
      const scans: NamedScan[] = [];
      for (const [i, file] of files.entries()) {
        scans.push({ name: names[i], scan: await this._context.reads.scan(file) });
      }
      const results = runSteps(this._facts.document, scans, () => this._context.requireTime());
      await this._write(job, scans, results);
    } catch (reason) {
      const error = asXESError(reason);
      if (error.code === 'cli/interrupted') {
        return; // nothing of this one was written; the summary tells the others
      }
      this._lost = error;
      const { code, message } = error;
      this._outcomes.push({
        file: files.join(' '),
        folder: '',
        status: 'failed',
        failures: [{ step: '', code, message }],
        numbers: {},
        warnings: 0
      });
    }
  }

  private async _write(
    { name, files, isSaved }: Job,
    scans: readonly NamedScan[],
    results: readonly StepResult[]
  ): Promise<void> {
    const provenance = await provenanceOf(files, [], this._context);
    const metadata = scans.length === 1 ? scans[0].scan.metadata : null;
    const { analysis, document, inputs, out, nexus } = this._facts;
    const about = { title: name, analysis, provenance, metadata };
    const content = await runFiles(results, about, nexus);
    await this._context.checkpoint();
    await writeFolder(path.join(out, name), content, inputs);
    this._outcomes.push(outcomeOf(files.join(' '), name, results));
    if (document.results.length > 0 && isSaved) {
      this._isAsSaved = isSame(digests(results), document.results);
    }
  }

  private _outcomes: Outcome[] = [];
  private _told = performance.now();
  private _lost: XESError | null = null;
  private _isAsSaved: boolean | null = null;
}

/** Which of some files is the scan of a document that has one, there or as a copy elsewhere; null for none. */
function savedOf({ analysis, document }: BatchFacts, files: readonly string[]): string | null {
  const [first, ...others] = document.scans;
  if (!first || others.length > 0) {
    return null;
  }
  const there = path.join(path.dirname(analysis.file), first.path);
  const alike = files.filter(file => path.basename(file) === path.basename(there));
  return alike.find(file => isSameFile(file, there)) ?? alike[0] ?? null;
}

function isSame(one: readonly ResultDigest[], other: readonly ResultDigest[]): boolean {
  const known = (all: readonly ResultDigest[]) =>
    JSON.stringify(all.map(({ step, name, sha256 }) => [step, name, sha256].join('/')).sort());
  return known(one) === known(other);
}
