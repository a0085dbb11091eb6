import { PathExt } from '@jupyterlab/coreutils';
import { isAnalysisPath } from '../../documents/pathkinds.js';
import { XESError } from '../../base/errors.js';

/**
 * What the name of a copy of restored work begins with, before `.xes.json`.
 * @param path of the document that the work was on, without its drive.
 * @throws XESError `analysis/invalid` where it should be an analysis' and is none.
 */
export function restoredStem(door: 'scan' | 'analysis', path: string): string {
  if (door === 'analysis' && !isAnalysisPath(path)) {
    throw new XESError('analysis/invalid', `${path} is not the path of an analysis.`);
  }
  const ending = door === 'analysis' ? /\.xes\.json$/i : /\.[^.]*$/;
  return `${PathExt.basename(path).replace(ending, '')}-restored`;
}
