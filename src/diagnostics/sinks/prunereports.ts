import type { Contents } from '@jupyterlab/services';
import { join } from './folder.js';

/** Reports kept in one folder: 200 kB each at most, so 10 MB with room to spare. */
export const mostReports = 50;

/** A report, its twin for reading or one of its analyses; nothing else in the folder is ours to delete. */
const pattern = /^(?:crash|report)-(\d{8}T\d{6}Z-[0-9a-f]{8})(?:\.json|\.md|(-\d+)?(\.xes\.json))$/;
/** Whether a file is the report itself, of no analysis. */
const isMain = (name: string, id: string) => name.endsWith(`-${id}.json`);
/** What lies beside a report is written just before or after it (ms): what is newer was saved by a person since. */
const apart = 60_000;

/**
 * Delete the oldest reports of a folder where there are more than so many. Their names begin with
 * their time. @param fresh name of the one just written, which stays. @throws what the contents
 * manager throws.
 */
export async function pruneReports(
  contents: Contents.IManager,
  folder: string,
  fresh: string,
  most = mostReports
): Promise<void> {
  const content = (await contents.get(folder, { content: true })).content as unknown;
  const models = Array.isArray(content) ? (content as Contents.IModel[]) : [];
  const found = models.flatMap(({ name, type, last_modified }) => {
    const report = type === 'directory' ? null : pattern.exec(name);
    const time = Date.parse(last_modified);
    return report ? [{ name, id: report[1], isAnalysis: report[3] !== undefined, time }] : [];
  });
  const written = new Map(
    found.filter(({ name, id }) => isMain(name, id)).map(({ id, time }) => [id, time])
  );
  // without its report an analysis may be a person's own; a Markdown twin is always ours
  const isOurs = ({ name, id, isAnalysis, time }: (typeof found)[number]) =>
    isMain(name, id) || time <= (written.get(id) ?? (isAnalysis ? -Infinity : Infinity)) + apart;
  const ids = [...new Set(found.map(({ id }) => id))].sort();
  const surplus = new Set(ids.slice(0, Math.max(0, ids.length - most)));
  surplus.delete(pattern.exec(fresh)?.[1] ?? '');
  for (const { name } of found.filter(one => surplus.has(one.id) && isOurs(one))) {
    await contents.delete(join(folder, name));
  }
}
