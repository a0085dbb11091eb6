import { asXESError, XESError } from '../science/errors.js';
import type { IReportAnalysis } from '../diagnostics/index.js';

/** A document that can be restored. */
export interface IRestorable extends Omit<IReportAnalysis, 'text'> {
  /** The analysis document, or its text; of a lone scan its cuts and view. */
  document: unknown;
  /** When it was kept: UTC, ISO; null where nobody knows. */
  time: string | null;
}

/**
 * Restore one document after the other; all that can be restored is, before an error is told of.
 * @param restore restores one. @returns the paths that were opened.
 * @throws XESError that names what was not restored, with the code and the words of the first error.
 */
export async function restoreAll(
  analyses: readonly IRestorable[],
  restore: (analysis: IRestorable) => Promise<string>
): Promise<string[]> {
  const paths: string[] = [];
  const failures: { path: string; error: unknown }[] = [];
  for (const one of analyses) {
    try {
      paths.push(await restore(one));
    } catch (error) {
      failures.push({ path: one.path, error });
    }
  }
  if (failures.length === 0) {
    return paths;
  }
  const [{ error }] = failures;
  if (analyses.length === 1) {
    throw error;
  }
  const names = failures.map(({ path }) => path.split('/').pop() ?? path).join(', ');
  const { code, message } = asXESError(error);
  throw new XESError(code, `Not restored: ${names}. ${message}`, { cause: error });
}
