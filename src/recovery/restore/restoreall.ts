import { asXESError, XESError } from '../../base/errors.js';
import type { IReportAnalysis } from '../../diagnostics/index.js';

/** A document that can be restored. */
export interface IRestorable extends Omit<IReportAnalysis, 'text'> {
  /** The analysis document, or its text; for a scan, its cuts and view. */
  document: unknown;
  /** When it was stored: UTC, ISO; null if unknown. */
  time: string | null;
}

/**
 * Restore documents one after the other; every document is tried before an error is thrown.
 * @param restore restores one document. @returns the paths that were opened.
 * @throws XESError that names what was not restored, with the code and message of the first error.
 */
export async function restoreAll<T extends IRestorable>(
  analyses: readonly T[],
  restore: (analysis: T) => Promise<string>
): Promise<string[]> {
  const paths: string[] = [];
  const failures: { path: string; error: unknown }[] = [];
  for (const analysis of analyses) {
    try {
      paths.push(await restore(analysis));
    } catch (error) {
      failures.push({ path: analysis.path, error });
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
