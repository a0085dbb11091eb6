import type { IReportAnalysis } from '../diagnostics/index.js';
import { XESError } from '../science/errors.js';
import { doorOf } from './openanalyses.js';
import type { IRestorable } from './restoreall.js';

/** The analyses of a report's text, kept when it was written. @throws XESError `analysis/invalid` */
export function analysesIn(text: string): IRestorable[] {
  const { type, analyses, time } = objectIn(text);
  if (type !== 'xes-crash') {
    throw new XESError('analysis/invalid', 'This file is no crash report of the XES Viewer.');
  }
  const found = Array.isArray(analyses) ? (analyses as unknown[]).filter(isAnalysis) : [];
  return found.map(one => ({ ...one, time: isoOf(time) }));
}

/** @param stamp as reports have it: `20261124T221500Z`. */
function isoOf(stamp: unknown): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(stamp));
  return parts && `${parts.slice(1, 4).join('-')}T${parts.slice(4).join(':')}Z`;
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
