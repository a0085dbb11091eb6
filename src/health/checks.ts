import { messageOf } from '../diagnostics/report.js';
import { redact } from '../diagnostics/redact.js';
import type { ICheck, ICheckAnswer } from './check.js';
import type { ICheckEnvironment } from './environment.js';
import { computeCheck, numbersCheck, tinyFileCheck, wasmCheck } from './enginechecks.js';
import {
  databaseCheck,
  folderCheck,
  nodeCheck,
  pythonCheck,
  rangeCheck,
  serverCheck,
  versionsCheck
} from './placechecks.js';

/** The result of a check; JSON. */
export interface ICheckResult {
  id: string;
  title: string;
  ok: boolean;
  optional: boolean;
  detail: string;
  remedy: string;
}

/** All results. `ok` unless a required check failed. */
export interface ICheckReport {
  ok: boolean;
  checks: ICheckResult[];
}

/** All checks, for the page and the command line. */
export const checks: readonly ICheck[] = [
  versionsCheck,
  nodeCheck,
  wasmCheck,
  tinyFileCheck,
  computeCheck,
  numbersCheck,
  rangeCheck,
  databaseCheck,
  serverCheck,
  folderCheck,
  pythonCheck
];

/**
 * Run the checks that this environment supports, one after another. Never rejects: a check that
 * throws or times out has failed.
 * @param timeout ms for each.
 */
export async function runChecks(
  environment: ICheckEnvironment,
  list: readonly ICheck[] = checks,
  timeout = 30_000
): Promise<ICheckReport> {
  const results: ICheckResult[] = [];
  for (const check of list) {
    const answer = await answerOf(check, environment, timeout);
    if (answer) {
      results.push({
        id: check.id,
        title: check.title,
        ok: answer.ok,
        optional: answer.optional ?? false,
        detail: redact(answer.detail),
        remedy: answer.ok ? '' : redact(answer.remedy)
      });
    }
  }
  return { ok: results.every(({ ok, optional }) => ok || optional), checks: results };
}

async function answerOf(
  check: ICheck,
  environment: ICheckEnvironment,
  timeout: number
): Promise<ICheckAnswer | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const work = check.run(environment);
    if (!work) {
      return null;
    }
    const silence = new Promise<never>((_, reject) => {
      const late = () => reject(new Error(`no answer for ${timeout / 1000} s`));
      timer = setTimeout(late, timeout);
    });
    return await Promise.race([work, silence]);
  } catch (error) {
    const remedy =
      'Reload the page or start again; if the failure persists, report it with this text.';
    return { ok: false, detail: messageOf(error), remedy };
  } finally {
    clearTimeout(timer);
  }
}

/** The report as text: a line for each check, with the remedy below each that failed. */
export function checksText({ ok, checks: results }: ICheckReport): string {
  const lines = results.flatMap(result => {
    const mark = result.ok ? 'pass' : result.optional ? 'note' : 'FAIL';
    const line = `${mark}  ${result.title}: ${result.detail}`;
    return result.remedy ? [line, `      ${result.remedy}`] : [line];
  });
  const failed = results.filter(result => !result.ok && !result.optional).length;
  return [...lines, ok ? 'All is well.' : `${failed} of ${results.length} checks failed.`].join(
    '\n'
  );
}
