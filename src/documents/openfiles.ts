import type { Contents } from '@jupyterlab/services';
import type { LoginState } from '../server/login.js';
import { AnalysisFile, type TextContext } from './analysisfile.js';

const known = new WeakMap<object, AnalysisFile>();

/** The file of an open analysis: shared by all tabs of the document. */
export function fileOf(
  context: TextContext,
  contents: Contents.IManager,
  login: LoginState
): AnalysisFile {
  const file = known.get(context) ?? new AnalysisFile(context, contents, login);
  known.set(context, file);
  return file;
}

/**
 * Check whether the file of a document was changed, before continuing from what is shown. Waits no
 * longer than `limit`, ms.
 */
export async function checkFile(context: object, limit = 2000): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise(resolve => (timer = setTimeout(resolve, limit)));
  await Promise.race([known.get(context)?.check(), late]);
  clearTimeout(timer);
}
