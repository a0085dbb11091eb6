import { digests } from '../analysis/digests.js';
import type { StepResult } from '../analysis/run.js';
import type { ResultDigest } from '../analysis/index.js';
import type { ScanMetadata } from '../formats/index.js';
import { resultFile, writtenFiles, type WrittenFile } from './manifest.js';
import type { ProcessEntry, Provenance } from './provenance.js';
import { csvText, numbersCsv, outputContent, type NamedResult } from './results.js';

/** What the files of a run tell beside the results. */
export interface RunFacts {
  title: string;
  /** Path of the analysis. */
  analysis: string;
  provenance: Provenance;
  /** Of the scan, where it is one. */
  metadata: ScanMetadata | null;
}

/** What a run of an analysis gave, as the files of its folder. @param isNexus whether also as NeXus. */
export async function runFiles(
  results: readonly StepResult[],
  { title, analysis, provenance, metadata }: RunFacts,
  isNexus: boolean
): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const named = results.flatMap(result => namedResults(result));
  for (const { id, value } of named) {
    const { step } = stepOf(results, id);
    const history = historyOf(results, step);
    const about = `${title}: ${id}`;
    const told = { ...provenance, process: history };
    files.set(
      `${id}.csv`,
      csvText({ title: about, results: [{ id, value }], provenance: told, metadata })
    );
  }
  for (const { id, numbers } of results.filter(isNumbersOnly)) {
    files.set(`${id}.csv`, numbersCsv(numbers, []));
  }
  if (isNexus && named.length > 0) {
    const all = { ...provenance, process: results.filter(({ error }) => !error).map(processOf) };
    const output = { title, results: named, provenance: all, metadata };
    files.set('results.nxs', await outputContent('nexus', output));
  }
  const json = resultJson(analysis, results, provenance, writtenFiles(files));
  files.set(resultFile, JSON.stringify(json, null, 2) + '\n');
  return files;
}

function isNumbersOnly({ values, numbers }: StepResult): boolean {
  return values.length === 0 && Object.keys(numbers).length > 0;
}

/** The maps and spectra of a step, each with a name that a file can have. */
function namedResults({ id, values }: StepResult): (NamedResult & { id: string })[] {
  const curves = values.filter(value => value.kind !== 'scan');
  const taken = new Set<string>();
  return curves.map(value => {
    const own = curves.length > 1 ? `${id}.${value.name.replace(/[^\w.-]/g, '_')}` : id;
    let free = own;
    for (let n = 2; taken.has(free); n++) {
      free = `${own}-${n}`;
    }
    taken.add(free);
    return { id: free, value };
  });
}

function stepOf(results: readonly StepResult[], id: string): { step: StepResult } {
  const exact = results.find(result => result.id === id);
  const step = exact ?? results.find(result => id.startsWith(`${result.id}.`));
  return { step: step ?? results[0] };
}

/** The steps that led to one, in their order. */
function historyOf(results: readonly StepResult[], last: StepResult): ProcessEntry[] {
  const needed = new Set([last.id]);
  for (const result of [...results].reverse()) {
    if (needed.has(result.id)) {
      result.from.forEach(id => needed.add(id));
    }
  }
  return results.filter(({ id }) => needed.has(id)).map(processOf);
}

function processOf({ id, step, parameters }: StepResult): ProcessEntry {
  return { id, step, parameters };
}

/** What `result.json` tells; a contract with outsiders. */
function resultJson(
  analysis: string,
  results: readonly StepResult[],
  { command, versions, sources }: Provenance,
  files: readonly WrittenFile[]
) {
  const all = digests(results);
  return {
    type: 'xes-result',
    version: 1,
    analysis,
    command,
    versions,
    sources,
    steps: results.map(result => stepJson(result, all)),
    files
  };
}

function stepJson(result: StepResult, all: readonly ResultDigest[]) {
  const { id, step, from, parameters, numbers, details, warnings, error } = result;
  return {
    id,
    step,
    from,
    parameters,
    numbers,
    ...(details ? { details } : {}),
    results: all.filter(digest => digest.step === id),
    warnings,
    error: error && { code: error.code, message: error.message }
  };
}
