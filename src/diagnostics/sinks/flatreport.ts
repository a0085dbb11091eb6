import type { Contents } from '@jupyterlab/services';
import type { ICrashReport } from '../report.js';
import { join } from './folder.js';

const pattern = /(?:^|[/:])(xes-(?:crash|report)-\d{8}T\d{6}Z-[0-9a-f]{8}\.json)$/;

/** Path at which the end of a page leaves a report, if the folder has no `xes-diagnostics` yet. */
export function flatPath(folder: string, name: string): string {
  return join(folder, `xes-${name}`);
}

/** Identifies a report by its name and content. */
export interface IReportIdentity extends Pick<ICrashReport, 'id' | 'session'> {
  name: string;
}

/**
 * Delete the flat copy that the end of a page left of a report, once the report itself is written.
 * Deletes nothing else: name and content must match. A missing copy is no error.
 * @throws errors of the contents manager.
 */
export async function removeFlatReport(
  contents: Pick<Contents.IManager, 'get' | 'delete'>,
  path: string,
  report: IReportIdentity
): Promise<void> {
  if (pattern.exec(path)?.[1] !== `xes-${report.name}`) {
    return;
  }
  const text = await textAt(contents, path);
  if (text !== null && isCopy(text, report)) {
    await contents.delete(path);
  }
}

async function textAt(
  contents: Pick<Contents.IManager, 'get'>,
  path: string
): Promise<string | null> {
  try {
    const file = await contents.get(path, { type: 'file', format: 'text', content: true });
    return String(file.content);
  } catch (error) {
    if ((error as { response?: Response }).response?.status === 404) {
      return null;
    }
    throw error;
  }
}

function isCopy(text: string, { id, session }: IReportIdentity): boolean {
  try {
    const report = (JSON.parse(text) ?? {}) as Partial<Record<keyof ICrashReport, unknown>>;
    return report.type === 'xes-crash' && report.id === id && report.session === session;
  } catch {
    return false;
  }
}
