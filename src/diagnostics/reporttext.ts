import { plain } from './plain.js';
import { withoutKnown } from './redact.js';
import type { ICrashReport, IReportAnalysis } from './report.js';

/** What a report's file says of an analysis: its text stands beside the report, as a file of its own. */
export interface IReportedAnalysis extends Omit<IReportAnalysis, 'text'> {
  /** For reading: redacted. */
  path: string;
  /** Relative to the report's folder; null where the report lies in none. Only known secrets are taken out. */
  from: string | null;
  /** Name of its file in the report's folder; null where that could not be written. */
  file: string | null;
}

/** Where a report is about to be written. */
export interface IReportPlace {
  /** How the report names a document; null where it can't. */
  relative: (path: string) => string | null;
  /** Names of the analyses' files that stand beside it. */
  files: ReadonlySet<string>;
}

const nowhere: IReportPlace = { relative: () => null, files: new Set() };

/** What the names of a report's files are made of. */
type Named = Pick<ICrashReport, 'reason' | 'time' | 'id'>;

/** File name of a report: of one that was asked for it says nothing of a crash. */
export function reportName(report: Named): string {
  return `${stemOf(report)}.json`;
}

/** Name of the file that holds the analysis at an index of a report. */
export function analysisName(report: Named, index: number): string {
  return `${stemOf(report)}${index === 0 ? '' : `-${index + 1}`}.xes.json`;
}

/** The files that stand beside a report, to the byte: a redacted analysis can't be restored from. */
export function analysisFiles(report: ICrashReport): { name: string; content: string }[] {
  return report.analyses.map(({ text }, index) => ({
    name: analysisName(report, index),
    content: text
  }));
}

/** A copy fit for JSON, redacted but for the analyses. */
export function redacted(report: ICrashReport): ICrashReport {
  const { analyses, ...rest } = report;
  return { ...(plain(rest) as Omit<ICrashReport, 'analyses'>), analyses };
}

/** The report as text, redacted; without the texts of its analyses. */
export function reportText(report: ICrashReport, place: IReportPlace = nowhere): string {
  const analyses = report.analyses.map(({ path, door, base }, index): IReportedAnalysis => {
    const from = place.relative(path);
    const file = analysisName(report, index);
    return {
      path: plain(path) as string,
      from: from === null ? null : withoutKnown(from),
      door,
      base,
      file: place.files.has(file) ? file : null
    };
  });
  return JSON.stringify({ ...redacted(report), analyses }, null, 2) + '\n';
}

function stemOf({ reason, time, id }: Named): string {
  return `${reason === 'on-demand' ? 'report' : 'crash'}-${time}-${id}`;
}
