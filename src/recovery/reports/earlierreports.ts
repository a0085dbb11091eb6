import type { ICrashReport, IReportAnalysis } from '../../diagnostics/report.js';
import { withKind } from '../earlierkind.js';

/** An analysis in a report of schema version 1, redacted with the rest of the report. */
interface IEarlierAnalysis extends Omit<IReportAnalysis, 'text'> {
  document: unknown;
}

/** A report that an earlier version of the extension left in the browser, as this version writes it. */
export function asCurrent(report: ICrashReport): ICrashReport {
  const analyses: (IReportAnalysis | IEarlierAnalysis)[] = report.analyses;
  return {
    ...report,
    schemaVersion: 3,
    analyses: analyses.map(analysis => withText(withKind(analysis)))
  };
}

function withText(analysis: IReportAnalysis | IEarlierAnalysis): IReportAnalysis {
  if ('text' in analysis) {
    return analysis;
  }
  const { document, ...rest } = analysis;
  return { ...rest, text: typeof document === 'string' ? document : JSON.stringify(document) };
}
