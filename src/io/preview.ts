import { previewPlan } from '../formats/detect.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import type { Preview } from '../formats/preview.js';
import { isCrash, readingError } from './failure.js';
import type { H5Tree } from './h5tree.js';

/**
 * Fetch the data of a preview of a large scan, independently of reading the scan; null if there is
 * none. Problems of the file are not reported here, but when the scan is read.
 */
export function previewOf(whole: H5Tree, choice: ReadChoice): Promise<Preview | null> | null {
  try {
    const tree = whole.apart();
    const plan = previewPlan(tree, choice);
    const coming = plan && tree.runs(plan.runs);
    return coming && coming.then(values => values && plan.make(values)).catch(noneUnlessCrash);
  } catch (reason) {
    return noneUnlessCrash(reason);
  }
}

function noneUnlessCrash(reason: unknown): null {
  const error = readingError(reason);
  if (isCrash(error.code)) {
    throw error;
  }
  return null;
}
