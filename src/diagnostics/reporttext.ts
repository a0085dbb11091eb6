import { plain } from './plain.js';
import { withoutKnown } from './redact.js';
import type { ICrashReport, IReportAnalysis } from './report.js';

/** An entry of a report's `analyses`; the text of the analysis is in a file next to the report. */
export interface IReportedAnalysis extends Omit<IReportAnalysis, 'text'> {
  /** For reading, redacted. */
  path: string;
  /** Relative to the report's folder, without known secrets; null if the report was downloaded. */
  from: string | null;
  /** Name of its file in the report's folder; null if it could not be written. */
  file: string | null;
}

/** Where a report is about to be written. */
export interface IReportPlace {
  /** Path of a document relative to the report; null if there is none. */
  relative: (path: string) => string | null;
  /** Names of the analysis files next to it. */
  files: ReadonlySet<string>;
}

const nowhere: IReportPlace = { relative: () => null, files: new Set() };

/** The parts of the names of a report's files. */
type Named = Pick<ICrashReport, 'reason' | 'time' | 'id'>;

/** File name of a report: `crash-…`, or `report-…` if it was written on demand. */
export function reportName(report: Named): string {
  return `${stemOf(report)}.json`;
}

/** Name of the file that holds the analysis at an index of a report. */
export function analysisName(report: Named, index: number): string {
  return `${stemOf(report)}${index === 0 ? '' : `-${index + 1}`}.xes.json`;
}

/** The analysis files of a report, unredacted: a redacted analysis could not be restored. */
export function analysisFiles(report: ICrashReport): { name: string; content: string }[] {
  return report.analyses.map(({ text }, index) => ({
    name: analysisName(report, index),
    content: text
  }));
}

/** A serialisable copy, redacted except for the analyses. */
export function redacted(report: ICrashReport): ICrashReport {
  const { analyses, ...rest } = report;
  return { ...(plain(rest) as Omit<ICrashReport, 'analyses'>), analyses };
}

/** The report as JSON text, redacted, without the texts of its analyses. */
export function reportText(report: ICrashReport, place: IReportPlace = nowhere): string {
  const analyses = report.analyses.map(({ path, kind, base }, index): IReportedAnalysis => {
    const from = place.relative(path);
    const file = analysisName(report, index);
    return {
      path: plain(path) as string,
      from: from === null ? null : withoutKnown(from),
      kind,
      base,
      file: place.files.has(file) ? file : null
    };
  });
  return JSON.stringify({ ...redacted(report), analyses }, null, 2) + '\n';
}

function stemOf({ reason, time, id }: Named): string {
  return `${reason === 'on-demand' ? 'report' : 'crash'}-${time}-${id}`;
}
