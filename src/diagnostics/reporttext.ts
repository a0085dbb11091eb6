import { plain } from './plain.js';
import type { ICrashReport } from './report.js';

/** File name of a report. */
export function reportName({ time, id }: ICrashReport): string {
  return `crash-${time}-${id}.json`;
}

/** The report as text, redacted. */
export function reportText(report: ICrashReport): string {
  return JSON.stringify(plain(report), null, 2) + '\n';
}
