import { idOf } from '../analysis/document/refs.js';
import type { StepResult } from '../analysis/run.js';
import { reasonsIn } from '../analysis/steps/approximate.js';
import {
  provenanceComments,
  type ProcessEntry,
  type Provenance,
  type SourceFile
} from '../analysis/output/provenance.js';
import { csvOf, numberRowsCsv } from '../analysis/output/text.js';
import { approximateComments, groupNames, type ScanMetadata } from '../formats/index.js';
import type { XESError } from '../base/errors.js';
import { resultFile, writtenFiles, type WrittenFile } from './manifest.js';
import { outputContent } from './results.js';
import {
  nexusFileName,
  numbersFile,
  resultsJson,
  runNumbers,
  runResults,
  type RunNumber,
  type RunResult
} from './runresults.js';

/** Contents of a run's files apart from the results. */
export interface RunFacts {
  title: string;
  /** The file of the analysis. */
  analysis: SourceFile;
  provenance: Provenance;
  /** Metadata of the scan, if there is only one. */
  metadata: ScanMetadata | null;
}

/**
 * The results of a run, as files by their paths in its folder.
 * @param isNexus whether also as NeXus.
 */
export async function runFiles(
  results: readonly StepResult[],
  { title, analysis, provenance, metadata }: RunFacts,
  isNexus: boolean
): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const written = runResults(results);
  for (const { id, step, value } of written) {
    const process = historyOf(results, step);
    const about = { title: `${title}: ${id}`, provenance: { ...provenance, process } };
    files.set(`${id}.csv`, [...csvOf(value, about)].join(''));
  }
  const all = { ...provenance, process: results.filter(({ error }) => !error).map(processOf) };
  const numbers = runNumbers(results);
  if (numbers.length > 0) {
    const comments = [...provenanceComments(all, { title }), ...markComments(results)];
    files.set(numbersFile, numbersText(numbers, comments));
  }
  const groups = isNexus && written.length > 0 ? groupNames(written.map(({ id }) => id)) : null;
  if (groups) {
    const output = { title, results: written, provenance: all, metadata };
    files.set(nexusFileName, await outputContent('nexus', output));
  }
  const json = resultJson({ analysis, results, written, groups }, provenance, writtenFiles(files));
  files.set(resultFile, JSON.stringify(json, null, 2) + '\n');
  return files;
}

/** Why σ of the numbers of a step is approximate. */
function markComments(results: readonly StepResult[]): string[] {
  return results
    .filter(({ numbers }) => Object.keys(numbers).length > 0)
    .flatMap(({ id, warnings }) =>
      approximateComments(reasonsIn(warnings)).map(comment => `${id}: ${comment}`)
    );
}

function numbersText(numbers: readonly RunNumber[], comments: readonly string[]): string {
  const rows = numbers.map(({ ref: { id, only }, ...number }) => ({
    ...number,
    step: id,
    item: only?.[0] ?? id
  }));
  return numberRowsCsv(rows, comments);
}

/** The steps that led to a result, in order. */
function historyOf(results: readonly StepResult[], last: StepResult): ProcessEntry[] {
  const needed = new Set([last.id]);
  for (const result of [...results].reverse()) {
    if (needed.has(result.id)) {
      result.from.forEach(source => needed.add(idOf(source)));
    }
  }
  return results.filter(({ id }) => needed.has(id)).map(processOf);
}

function processOf({ id, step, parameters }: StepResult): ProcessEntry {
  return { id, step, parameters };
}

interface RunContent {
  analysis: SourceFile;
  results: readonly StepResult[];
  written: readonly RunResult[];
  groups: readonly string[] | null;
}

/**
 * The contents of `result.json`; a contract with other programs (`schemas/result-2.schema.json`).
 */
function resultJson(
  { analysis, results, written, groups }: RunContent,
  { command, versions, sources }: Provenance,
  files: readonly WrittenFile[]
) {
  return {
    type: 'xes-result',
    version: 2,
    analysis,
    command,
    versions,
    sources,
    steps: results.map(result => ({
      ...stepJson(result),
      results: resultsJson(result, written, groups)
    })),
    files
  };
}

function stepJson(result: StepResult) {
  const { id, step, from, parameters, details, warnings, failures, error } = result;
  return {
    id,
    step,
    from,
    parameters,
    numbers: runNumbers([result]),
    ...(details ? { details } : {}),
    warnings,
    ...(failures.length > 0
      ? { failures: failures.map(({ key, error: why }) => ({ item: key, ...failureJson(why) })) }
      : {}),
    error: error && failureJson(error)
  };
}

function failureJson({ code, message }: XESError) {
  return { code, message };
}
