import type { StepResult } from '../analysis/run.js';
import type { NumberResult } from '../analysis/steps/index.js';
import { writtenValue } from '../base/writtenaxis.js';
import { csvLines, distinct } from '../formats/index.js';
import type { XESError } from '../base/errors.js';

/** The outcome of one file of a batch. */
export interface Outcome {
  file: string;
  /** Name of its folder; empty if nothing was written. */
  folder: string;
  /** Whether all steps, some, or none have a result. */
  status: 'done' | 'partly' | 'failed';
  failures: { step: string; code: string; message: string }[];
  numbers: Record<string, NumberResult>;
  warnings: number;
  /** Taken from an earlier run: nothing was computed. */
  wasThere?: true;
}

/**
 * The outcome of a file, or of several together, whose steps were run.
 * @param unread why some of the files could not be read.
 */
export function outcomeOf(
  file: string,
  folder: string,
  results: readonly StepResult[],
  unread: readonly XESError[] = []
): Outcome {
  const failed = results.flatMap(({ id, error, failures: items }) =>
    [...(error ? [error] : []), ...items.map(item => item.error)].map(why => failureOf(id, why))
  );
  const failures = [...unread.map(why => failureOf('', why)), ...failed];
  const isAny = results.some(({ error }) => !error);
  const status = failures.length === 0 ? 'done' : isAny ? 'partly' : 'failed';
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

function failureOf(step: string, { code, message }: XESError): Outcome['failures'][number] {
  return { step, code, message };
}

const head = ['file', 'folder', 'status', 'warnings', 'code', 'message'];

/**
 * Whether a text is a summary written by this program, judging by its columns and cells. A table of
 * the user's has other columns, and a summary with added notes does not count.
 */
export function isSummary(text: string): boolean {
  if (!text.startsWith(head.join(','))) {
    return false; // quickly, also for a large file
  }
  const [first, ...rows] = rowsOf(text);
  const numbers = first.slice(head.length);
  return (
    head.every((name, i) => first[i] === name) &&
    numbers.length % 2 === 0 &&
    numbers.every((name, i) => i % 2 === 0 || name === `${numbers[i - 1]}_sigma`) &&
    rows.every(row => row.length === first.length && isOutcome(row))
  );
}

/** The outcomes listed in a summary, as far as it has them: numbers as written, without units. */
export function outcomesIn(text: string): Outcome[] {
  if (!isSummary(text)) {
    return [];
  }
  const [names, ...rows] = rowsOf(text);
  return rows.map(([file, folder, status, warnings, code, message, ...cells]) => ({
    file,
    folder,
    status: status as Outcome['status'], // checked by `isSummary`
    failures: code === '' ? [] : [{ step: '', code, message }],
    numbers: Object.fromEntries(
      cells.flatMap((cell, i) => {
        const sigma = cells[i + 1] === '' ? null : Number(cells[i + 1]);
        const number = { value: Number(cell), sigma, unit: '' };
        return i % 2 > 0 || cell === '' ? [] : [[names[head.length + i], number] as const];
      })
    ),
    warnings: Number(warnings)
  }));
}

const statuses = new Set<string>(['done', 'partly', 'failed'] satisfies Outcome['status'][]);

function isOutcome([, , status, warnings, code, , ...numbers]: readonly string[]): boolean {
  return (
    statuses.has(status) &&
    /^\d+$/.test(warnings) &&
    /^([\w-]+\/[\w-]+)?$/.test(code) &&
    numbers.every(cell => /^(-?[\d.]+(e[+-]?\d+)?|NaN|-?Infinity|)$/i.test(cell))
  );
}

/** The cells of a comma-separated table, row by row; of any other text, anything. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell, end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
    rows[rows.length - 1].push(cell.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'));
    if (end !== ',') {
      rows.push([]);
    }
  }
  return rows.filter(row => row.join('') !== '');
}

/** One row per file: its outcome, and every number with its σ. */
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
      return found ? [writtenValue(found.value, found.unit), found.sigma ?? ''] : ['', ''];
    })
  ]);
  return csvLines([[...head, ...names.flatMap(name => [name, `${name}_sigma`])], ...rows]);
}
