import { XESError } from '../base/errors.js';
import { isAnalysisPath, isScanPath } from './pathkinds.js';

/**
 * The path an analysis may be saved at: `.xes.json` is added if it is missing.
 * @throws XESError `analysis/scan-target` if the path is a scan's.
 */
export function analysisTarget(path: string): string {
  const trimmed = path.trim();
  if (isScanPath(trimmed)) {
    throw new XESError(
      'analysis/scan-target',
      `${trimmed} has the name of a scan. Choose a name that ends in .xes.json.`
    );
  }
  return isAnalysisPath(trimmed)
    ? trimmed
    : trimmed.replace(/(\.xes)?(\.json)?$/i, '') + '.xes.json';
}
