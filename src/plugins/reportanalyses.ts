import type { IReportAnalysis } from '../diagnostics/index.js';
import { XESError } from '../science/errors.js';
import { doorOf } from './openanalyses.js';

/** The analyses of a report's text. @throws XESError `analysis/invalid` */
export function analysesIn(text: string): IReportAnalysis[] {
  const { type, analyses } = objectIn(text);
  if (type !== 'xes-crash') {
    throw new XESError('analysis/invalid', 'This file is no crash report of the XES Viewer.');
  }
  return Array.isArray(analyses) ? (analyses as unknown[]).filter(isAnalysis) : [];
}

function objectIn(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function isAnalysis(value: unknown): value is IReportAnalysis {
  const { path, door, base, document } = (value ?? {}) as Partial<IReportAnalysis>;
  return (
    typeof path === 'string' &&
    door === doorOf(path) &&
    (base === null || typeof base === 'string') &&
    document !== undefined
  );
}
