import { digests } from '../analysis/digests.js';
import type { Ref } from '../analysis/document/types.js';
import { refOf } from '../analysis/items.js';
import type { StepResult } from '../analysis/run.js';
import type { NumberResult } from '../analysis/steps/index.js';
import { filePaths } from '../analysis/output/filenames.js';
import { resultFile } from './manifest.js';
import type { NamedResult } from '../analysis/output/nexus.js';

/** One map, spectrum or table of a run, and its file name without extension. */
export interface RunResult extends NamedResult {
  ref: Ref;
  step: StepResult;
}

/** One number of a run. */
export interface RunNumber extends NumberResult {
  ref: Ref;
  name: string;
}

/** Files of a run's folder that belong to no step. */
export const numbersFile = 'numbers.csv';
export const nexusFileName = 'results.nxs';

/**
 * The results of a run that are written as files: `STEP.csv`, or `STEP/ITEM.csv` if a step has
 * several. Names are unique, whatever the ids are.
 */
export function runResults(results: readonly StepResult[]): RunResult[] {
  const all = results.flatMap(step => resultsOf(step));
  const reserved = [resultFile, numbersFile, nexusFileName];
  const paths = filePaths(
    all.map(({ place }) => place),
    '.csv',
    reserved
  );
  return all.map(({ ref, step, value }, i) => ({
    id: paths[i].replace(/\.csv$/, ''),
    ref,
    step,
    value
  }));
}

function resultsOf(step: StepResult) {
  const written = step.items.flatMap(({ key, values }) =>
    values.flatMap(value =>
      value.kind === 'scan' ? [] : [{ key, value, ref: refOf(step.id, key) }]
    )
  );
  return written.map(({ key, value, ref }) => {
    const item = key.slice(step.id.length).split(/[/:]/).filter(Boolean);
    return { ref, step, value, place: written.length === 1 ? [step.id] : [step.id, ...item] };
  });
}

/** All numbers of a run, in the order of its steps. */
export function runNumbers(results: readonly StepResult[]): RunNumber[] {
  return results.flatMap(({ id, items }) =>
    items.flatMap(({ key, numbers }) =>
      Object.entries(numbers).map(([name, number]) => ({ ref: refOf(id, key), name, ...number }))
    )
  );
}

/**
 * The entry of a step's files in `result.json`.
 * @param groups names in `results.nxs`; null without one.
 */
export function resultsJson(
  step: StepResult,
  written: readonly RunResult[],
  groups: readonly string[] | null
) {
  const own = digests([step]);
  return written
    .map((result, i) => ({ ...result, group: groups?.[i] ?? null }))
    .filter(result => result.step === step)
    .map(({ id, group }, i) => ({
      ...own[i],
      file: `${id}.csv`,
      ...(group === null ? {} : { group })
    }));
}
