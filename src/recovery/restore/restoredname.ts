import { PathExt } from '@jupyterlab/coreutils';
import type { DocumentKind } from '../../base/documentkind.js';
import { isAnalysisPath } from '../../documents/pathkinds.js';
import { XESError } from '../../base/errors.js';

/**
 * File name of a copy of restored work, without `.xes.json`.
 * @param path of the document the work belongs to, without its drive.
 * @throws XESError `analysis/invalid` if the kind is an analysis and the path is not one's.
 */
export function restoredStem(kind: DocumentKind, path: string): string {
  if (kind === 'analysis' && !isAnalysisPath(path)) {
    throw new XESError('analysis/invalid', `${path} is not the path of an analysis.`);
  }
  const ending = kind === 'analysis' ? /\.xes\.json$/i : /\.[^.]*$/;
  return `${PathExt.basename(path).replace(ending, '')}-restored`;
}
