import type { StepResult } from '../analysis/run.js';
import type { NumberResult } from '../analysis/steps/index.js';
import { csvLines, distinct } from '../formats/index.js';

/** What became of one file of a batch. */
export interface Outcome {
  file: string;
  /** Name of its folder; empty where nothing was written. */
  folder: string;
  /** Whether all steps, some, or none gave a result. */
  status: 'done' | 'partly' | 'failed';
  failures: { step: string; code: string; message: string }[];
  numbers: Record<string, NumberResult>;
  warnings: number;
}

/** The outcome of a file whose steps ran. */
export function outcomeOf(file: string, folder: string, results: readonly StepResult[]): Outcome {
  const failures = results.flatMap(({ id, error }) =>
    error ? [{ step: id, code: error.code, message: error.message }] : []
  );
  const status =
    failures.length === 0 ? 'done' : failures.length < results.length ? 'partly' : 'failed';
  const numbers = results.flatMap(result =>
    Object.entries(result.numbers).map(([name, value]) => [`${result.id}.${name}`, value] as const)
  );
  const names = distinct(numbers.map(([name]) => name));
  return {
    file,
    folder,
    status,
    failures,
    numbers: Object.fromEntries(numbers.map(([, value], i) => [names[i], value])),
    warnings: results.reduce((n, { warnings }) => n + warnings.length, 0)
  };
}

const head = ['file', 'folder', 'status', 'warnings', 'code', 'message'];

/** Whether a text is a summary as it is written here, by its columns: nobody's own table has them all. */
export function isSummary(text: string): boolean {
  const [first] = text.split('\n', 1);
  const start = head.join(',');
  if (first === start) {
    return true;
  }
  const cells = first.slice(start.length).match(/,("(""|[^"])*"|[^,"]*)/g) ?? [];
  const numbers = cells.map(cell => cell.slice(1).replace(/^"(.*)"$/, '$1'));
  return (
    first === start + cells.join('') &&
    numbers.length % 2 === 0 &&
    numbers.every((name, i) => i % 2 === 0 || name === `${numbers[i - 1]}_sigma`)
  );
}

/** One row a file: what became of it, and every number with its σ. */
export function summaryCsv(outcomes: readonly Outcome[]): string {
  const names = [...new Set(outcomes.flatMap(({ numbers }) => Object.keys(numbers)))];
  const rows = outcomes.map(({ file, folder, status, warnings, failures, numbers }) => [
    file,
    folder,
    status,
    warnings,
    failures[0]?.code ?? '',
    failures.map(({ step, message }) => (step ? `${step}: ${message}` : message)).join(' '),
    ...names.flatMap(name => {
      const found = numbers[name];
      return found ? [found.value, found.sigma ?? ''] : ['', ''];
    })
  ]);
  return csvLines([[...head, ...names.flatMap(name => [name, `${name}_sigma`])], ...rows]);
}
