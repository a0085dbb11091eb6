import type { Contents } from '@jupyterlab/services';
import { join } from './folder.js';

/** Most reports per folder: at most 200 kB each, so 10 MB in total. */
export const mostReports = 50;

/** Names of reports, their Markdown twins and their analyses; no other file is ever deleted. */
const pattern = /^(?:crash|report)-(\d{8}T\d{6}Z-[0-9a-f]{8})(?:\.json|\.md|(-\d+)?(\.xes\.json))$/;
/** Whether a file is the report itself. */
const isMain = (name: string, id: string) => name.endsWith(`-${id}.json`);
/** A report's files are written within this time (ms): a newer one was saved by a user since. */
const writingTime = 60_000;

/**
 * Delete the oldest reports of a folder if there are too many. Their names contain their time.
 * @param fresh name of the report just written, which stays.
 * @throws errors of the contents manager.
 */
export async function pruneReports(
  contents: Contents.IManager,
  folder: string,
  fresh: string,
  most = mostReports
): Promise<void> {
  const content = (await contents.get(folder, { content: true })).content as unknown;
  const models = Array.isArray(content) ? (content as Contents.IModel[]) : [];
  const reports = models.flatMap(({ name, type, last_modified }) => {
    const report = type === 'directory' ? null : pattern.exec(name);
    const time = Date.parse(last_modified);
    return report ? [{ name, id: report[1], isAnalysis: report[3] !== undefined, time }] : [];
  });
  const written = new Map(
    reports.filter(({ name, id }) => isMain(name, id)).map(({ id, time }) => [id, time])
  );
  // an analysis without its report may be a user's file; a Markdown twin is always ours
  const isOurs = ({ name, id, isAnalysis, time }: (typeof reports)[number]) =>
    isMain(name, id) ||
    time <= (written.get(id) ?? (isAnalysis ? -Infinity : Infinity)) + writingTime;
  const ids = [...new Set(reports.map(({ id }) => id))].sort();
  const surplus = new Set(ids.slice(0, Math.max(0, ids.length - most)));
  surplus.delete(pattern.exec(fresh)?.[1] ?? '');
  for (const { name } of reports.filter(report => surplus.has(report.id) && isOurs(report))) {
    await contents.delete(join(folder, name));
  }
}
