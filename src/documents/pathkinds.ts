import type { DocumentKind } from '../base/documentkind.js';

const scanExtensions = ['.nxs', '.h5', '.hdf5', '.hdf', '.nexus', '.dat'];

/** Whether a path has the extension of measured data. */
export function isScanPath(path: string): boolean {
  const name = path.toLowerCase();
  return scanExtensions.some(extension => name.endsWith(extension));
}

export const tableExtensions = ['.csv', '.tsv', '.txt', '.asc', '.xmu', '.xdi', '.fio', '.spec'];

/** Whether a path has the extension of a table of numbers, such as a result saved as CSV. */
export function isTablePath(path: string): boolean {
  const name = path.toLowerCase();
  return tableExtensions.some(extension => name.endsWith(extension));
}

/** Whether a file can be added to an analysis, by its extension: measured data, or a table. */
export function isReadablePath(path: string): boolean {
  return isScanPath(path) || isTablePath(path);
}

/** Whether a path is that of an analysis, by its extension. */
export function isAnalysisPath(path: string): boolean {
  return path.toLowerCase().endsWith('.xes.json');
}

/** Which kind of document a path opens as. */
export function documentKind(path: string): DocumentKind {
  return isAnalysisPath(path) ? 'analysis' : 'scan';
}
