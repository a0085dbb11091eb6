import path from 'node:path';
import { digests, isAsRecorded, recorded } from '../analysis/digests.js';
import type { AnalysisDocument, Id, ResultDigest } from '../analysis/document/types.js';
import { scanKeys } from '../analysis/items.js';
import { run as runSteps, type NamedScan, type StepResult } from '../analysis/run.js';
import { distinct } from '../formats/index.js';
import { asXESError, XESError } from '../base/errors.js';
import type { AnalysisScan } from './analysisfile.js';
import type { Context } from './context.js';
import { alike, folderName } from '../analysis/output/filenames.js';
import { requireOwn, writeFolder } from './folder.js';
import { nameOf, namesOf } from './inputs.js';
import { writeOutput } from './output.js';
import { provenanceOf } from './provenance.js';
import type { SourceFile } from '../analysis/output/provenance.js';
import { runFiles } from './runfolder.js';
import { isResultOf } from './resumed.js';
import { isSameFile } from './samefile.js';
import { outcomeOf, summaryCsv, type Outcome } from './summary.js';

/** Name of the file with the outcome of each scan. */
export const summaryFile = 'summary.csv';

/** Interval at which the summary of a long run is written (ms). */
const writeInterval = 2000;

/** The inputs of a batch. */
export interface BatchFacts {
  /** The file of the analysis. */
  analysis: SourceFile;
  document: AnalysisDocument;
  /** Scans that are not samples, with any path: every job includes them. */
  references: readonly AnalysisScan[];
  /** All files that are read, and therefore never written. */
  inputs: readonly string[];
  out: string;
  /** Path of the summary. */
  summary: string;
  nexus: boolean;
  /** Outcomes of an earlier run in the same folder that need not be repeated; absent: none. */
  earlier?: readonly Outcome[];
  /**
   * Names of scans and their folders in the larger run that this is a part of; absent: those of
   * this run.
   */
  places?: readonly Place[];
  /**
   * Outcomes from other parts of the larger run, by the index of the scan: listed, but not
   * repeated.
   */
  made?: readonly (Outcome | null)[];
  /** Whether the larger run writes the summary. */
  isPart?: boolean;
  /** Called with each outcome as soon as it is available. */
  onOutcome?(outcome: Outcome): void;
}

/** The names of a scan and of the folder of its results. */
export interface Place {
  name: string;
  folder: string;
}

/** Names of scans and their folders in a run that does each scan separately. */
export function placesOf(files: readonly string[]): Place[] {
  const names = namesOf(files);
  const folders = distinct(names.map(folderName), [summaryFile], alike);
  return names.map((name, i) => ({ name, folder: folders[i] }));
}

/** A scan of a job, with its name in the results. */
interface JobScan extends AnalysisScan {
  name: string;
}

/** A unit of work: a single scan, or all scans of an analysis. */
interface Job {
  /** Name of its folder. */
  name: string;
  scans: readonly JobScan[];
  /** Whether the digests in the analysis belong to these scans. */
  isSaved: boolean;
}

/** One run over several scans: completed scans are saved even if others fail. */
export class Batch {
  constructor(
    private _facts: BatchFacts,
    private _context: Context
  ) {}

  /** Each scan separately. */
  async each(scans: readonly AnalysisScan[]): Promise<void> {
    const files = scans.map(({ file }) => file);
    const { places = placesOf(files), made = [] } = this._facts;
    const saved = savedOf(this._facts, files);
    for (let i = 0; i < files.length && !this._context.isInterrupted; i++) {
      this._context.progress.show(i, files.length, files[i]);
      const [{ name, folder }, outcome] = [places[i], made[i]];
      if (outcome) {
        this._add(outcome);
        continue;
      }
      const isSaved = files[i] === saved;
      await this._one({ name: folder, scans: [{ ...scans[i], name }], isSaved });
      await this._writeIfDue();
    }
  }

  /** All scans together. */
  async together(scans: readonly AnalysisScan[]): Promise<void> {
    const own = folderName(nameOf(this._facts.analysis.file));
    const [name] = distinct([own], [summaryFile], alike);
    const names = namesOf(scans.map(({ file }) => file));
    const named = scans.map((scan, i) => ({ ...scan, name: names[i] }));
    await this._one({ name, scans: named, isSaved: true });
  }

  /** Ids of scans by their names in results. */
  private _idsOf(scans: readonly JobScan[]): ReadonlyMap<string, Id> {
    const names = scans.map(({ name }) => name);
    const keys = scanKeys(names, this._facts.document.steps);
    return new Map(
      scans.flatMap(({ id }, i) => (id === undefined ? [] : [[keys[i], id] as const]))
    );
  }

  /** Digests of all results of the last job. */
  get digests(): readonly ResultDigest[] {
    return this._digests;
  }

  /** Write the summary and report failures. @returns the exit code. */
  async finish(isBatch: boolean): Promise<number> {
    const { summary } = this._facts;
    const failed = this._outcomes.filter(({ status }) => status !== 'done');
    if (this._lost && !isBatch) {
      throw this._lost; // the only scan: nothing was done, so the command fails
    }
    const { isInterrupted } = this._context;
    await this._writeSummary(!isInterrupted);
    if (isInterrupted) {
      const done = this._outcomes.length;
      throw new XESError('cli/interrupted', `Interrupted: ${done} done, listed in ${summary}.`);
    }
    this._report(summary, failed);
    return failed.length > 0 ? 1 : 0;
  }

  /** Write the summary of completed scans every few seconds, in case the run is interrupted. */
  private async _writeIfDue(): Promise<void> {
    const now = performance.now();
    if (now - this._lastWritten > writeInterval) {
      this._lastWritten = now;
      await this._writeSummary(false).catch(() => undefined); // a failure to write is reported at the end
    }
  }

  /**
   * @param isWhole whether the run is complete; otherwise outcomes of an earlier run stay listed
   * for a later one.
   */
  private _writeSummary(isWhole: boolean): Promise<void> {
    const { summary, inputs, earlier = [], isPart = false } = this._facts;
    if (isPart) {
      return Promise.resolve();
    }
    const seen = new Set(this._outcomes.map(({ file }) => file));
    const others = isWhole ? [] : earlier.filter(({ file }) => !seen.has(file));
    return writeOutput(summary, summaryCsv([...this._outcomes, ...others]), inputs);
  }

  private _report(summary: string, failed: readonly Outcome[]): void {
    const done = this._outcomes.length - failed.length;
    const earlierCount = this._outcomes.filter(outcome => outcome.wasThere).length;
    const isAsSaved = this._isAsSaved === null ? {} : { sameAsSaved: this._isAsSaved };
    const json = {
      out: this._facts.out,
      summary,
      done,
      wereThere: earlierCount,
      failed: failed.map(({ file, status, failures }) => ({ file, status, failures })),
      ...isAsSaved
    };
    const same = {
      true: '; the same as was saved',
      false: '; NOT the same as was saved',
      null: ''
    };
    const earlierText = earlierCount > 0 ? `, ${earlierCount} of them by an earlier run` : '';
    const text = `${summary}: ${done} of ${this._outcomes.length} done${earlierText}${same[`${this._isAsSaved}`]}`;
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
    const scans = [...job.scans, ...named(this._facts.references, job.scans)];
    const files = scans.map(({ file }) => file);
    try {
      requireOwn(path.join(this._facts.out, job.name));
      const read = await this._read(scans);
      requireAny(read.slice(0, job.scans.length || undefined));
      if (await this._isDone(job.name, files, read)) {
        return;
      }
      const results = await runSteps(this._facts.document, read, {
        pause: () => this._context.checkpoint(),
        check: () => this._context.requireTime()
      });
      await this._write({ ...job, scans }, read, results);
    } catch (reason) {
      const error = asXESError(reason);
      if (error.code === 'cli/interrupted') {
        return; // no result of this scan was written; the summary lists the others
      }
      this._lost = error;
      const { code, message } = error;
      this._add({
        file: files.join(' '),
        folder: '',
        status: 'failed',
        failures: [{ step: '', code, message }],
        numbers: {},
        warnings: 0
      });
    }
  }

  /** A scan that can't be read carries its error and does not affect the others. */
  private async _read(scans: readonly JobScan[]): Promise<NamedScan[]> {
    const read: NamedScan[] = [];
    for (const { name, file, id, choice } of scans) {
      try {
        read.push({ name, id, scan: await this._context.reads.scan(file, choice) });
      } catch (reason) {
        const error = asXESError(reason);
        read.push({
          name,
          id,
          scan: null,
          error: scans.length > 1 ? withFile(error, file) : error
        });
      }
    }
    return read;
  }

  private async _write(
    { name, scans, isSaved }: Job,
    read: readonly NamedScan[],
    results: readonly StepResult[]
  ): Promise<void> {
    const files = scans.map(({ file }) => file);
    const provenance = await this._provenanceOf(files, read);
    const metadata = read.length === 1 ? (read[0].scan?.metadata ?? null) : null;
    const { analysis, document, inputs, out, nexus } = this._facts;
    const about = { title: name, analysis, provenance, metadata };
    const content = await runFiles(results, about, nexus);
    await this._context.checkpoint();
    await writeFolder(path.join(out, name), content, inputs);
    this._add(outcomeOf(files.join(' '), name, results, errorsOf(read)));
    this._digests = recorded(digests(results), this._idsOf(scans));
    if (document.results && isSaved) {
      this._isAsSaved = isAsRecorded(this._digests, document.results);
    }
  }

  private _provenanceOf(files: readonly string[], read: readonly NamedScan[]) {
    const sources = files.filter((_, i) => read[i].scan);
    return provenanceOf(sources, [], this._context);
  }

  /**
   * Whether an earlier run did the same with the same files, and its results are still there
   * unchanged.
   */
  private async _isDone(
    name: string,
    files: readonly string[],
    read: readonly NamedScan[]
  ): Promise<boolean> {
    const { analysis, nexus, out, earlier = [] } = this._facts;
    const before = earlier.find(({ folder }) => folder === name);
    if (before?.status !== 'done' || errorsOf(read).length > 0) {
      return false;
    }
    const provenance = await this._provenanceOf(files, read);
    const isDone = isResultOf(path.join(out, name), { analysis, provenance, nexus });
    if (isDone) {
      this._add({ ...before, file: files.join(' '), wasThere: true });
    }
    return isDone;
  }

  private _add(outcome: Outcome): void {
    this._outcomes.push(outcome);
    this._facts.onOutcome?.(outcome);
  }

  private _outcomes: Outcome[] = [];
  private _lastWritten = performance.now();
  private _lost: XESError | null = null;
  private _isAsSaved: boolean | null = null;
  private _digests: readonly ResultDigest[] = [];
}

function errorsOf(read: readonly NamedScan[]): XESError[] {
  return read.flatMap(named => (named.scan ? [] : [named.error]));
}

/** @throws XESError that of the first scan, if none could be read. */
function requireAny(read: readonly NamedScan[]): void {
  const errors = errorsOf(read);
  if (errors.length > 0 && errors.length === read.length) {
    throw errors[0];
  }
}

/** The error of one of several files, with its name. */
function withFile(error: XESError, file: string): XESError {
  const { code, message } = error;
  return message.includes(file) ? error : new XESError(code, `${file}: ${message}`);
}

/**
 * Which of some files is the scan of a document with exactly one, possibly as a copy; null if none.
 */
function savedOf({ analysis, document }: BatchFacts, files: readonly string[]): string | null {
  const [first, ...others] = document.scans;
  if (!first || others.length > 0) {
    return null;
  }
  const scanPath = path.join(path.dirname(analysis.file), first.path);
  const alike = files.filter(file => path.basename(file) === path.basename(scanPath));
  return alike.find(file => isSameFile(file, scanPath)) ?? alike[0] ?? null;
}

/** References with names that differ from those of all samples. */
function named(references: readonly AnalysisScan[], samples: readonly JobScan[]): JobScan[] {
  const taken = samples.map(({ name }) => name);
  const names = namesOf(
    references.map(({ file }) => file),
    taken
  );
  return references.map((scan, i) => ({ ...scan, name: names[i] }));
}
