import { asXESError, type XESError } from '../base/errors.js';
import type { Context } from './context.js';

/** One of several inputs that failed. */
export interface Failure {
  file: string;
  error: XESError;
}

/** Results of several inputs, and which of them failed. */
export interface Gathered<T> {
  good: { file: string; made: T }[];
  failures: Failure[];
}

/**
 * Do the same with each file; a failure does not affect other files.
 * @throws XESError that of the only file, or the first if all fail; `cli/interrupted`.
 */
export async function gather<T>(
  files: readonly string[],
  context: Context,
  work: (file: string, index: number) => Promise<T>
): Promise<Gathered<T>> {
  const good: Gathered<T>['good'] = [];
  const failures: Failure[] = [];
  for (const [index, file] of files.entries()) {
    context.progress.show(index, files.length, file);
    await context.checkpoint();
    try {
      good.push({ file, made: await work(file, index) });
    } catch (reason) {
      failures.push({ file, error: asXESError(reason) });
    }
  }
  if (good.length === 0 && failures.length > 0) {
    throw failures[0].error;
  }
  return { good, failures };
}

/** List the failures, at the end. @returns the exit code. */
export function reportFailures(failures: readonly Failure[], context: Context): number {
  if (failures.length === 0) {
    return 0;
  }
  if (!context.isJson) {
    context.complain(`${failures.length} failed and left out:`);
    failures.forEach(({ file, error }) =>
      context.complain(`  ${file}: ${error.message} [${error.code}]`)
    );
  }
  return 1;
}

/** Failures as JSON. */
export function failuresJson(failures: readonly Failure[]) {
  return failures.map(({ file, error: { code, message } }) => ({ file, code, message }));
}
