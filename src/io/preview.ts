import { previewPlan } from '../formats/detect.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import type { Preview } from '../formats/preview.js';
import { isCrash, readingError } from './failure.js';
import type { H5Tree } from './h5tree.js';

/**
 * Fetch what a preview of a large scan is made of, apart from the reading of the scan; null where there is none to be
 * had. What is wrong with the file is no reason to fail: the reading of the scan says it.
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
