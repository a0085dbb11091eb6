import type { Contents } from '@jupyterlab/services';
import type { ICrashReport } from '../report.js';
import { join } from './folder.js';

const pattern = /(?:^|[/:])(xes-(?:crash|report)-\d{8}T\d{6}Z-[0-9a-f]{8}\.json)$/;

/** Where the end of a page leaves a report that belongs below a folder. */
export function flatPath(folder: string, name: string): string {
  return join(folder, `xes-${name}`);
}

/** What tells a report from every other: its name, and what is in it. */
export interface IReportIdentity extends Pick<ICrashReport, 'id' | 'session'> {
  name: string;
}

/**
 * Delete what the end of a page left of a report beside its folder, once the report itself is
 * written. Nothing but that: by its name, and by what is in it. What is not there is no error.
 * @throws what the contents manager throws.
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
    const found = (JSON.parse(text) ?? {}) as Partial<Record<keyof ICrashReport, unknown>>;
    return found.type === 'xes-crash' && found.id === id && found.session === session;
  } catch {
    return false;
  }
}
