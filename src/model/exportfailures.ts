import type { ItemKey, Ref } from '../analysis/document/index.js';
import type { Failure } from '../analysis/steps/part.js';
import { warningOfItem } from '../analysis/titles.js';
import type { WritableItem } from '../compute/exporttypes.js';
import type { AnalysisModel } from './analysismodel.js';
import { exportName } from './exportrows.js';

/** Why a result is missing, starting with its name. @param inputs of its step. */
export function failureOfResult(
  model: AnalysisModel,
  { ref, key, inputs }: { ref: Ref; key: ItemKey; inputs: readonly ItemKey[] },
  failure: Failure
): Failure {
  const { code, message } = warningOfItem(model.document, failure, key, inputs);
  return { code, message: `${exportName(model, ref, key)}: ${message}` };
}

/** Why results are missing. */
export function exportFailures(model: AnalysisModel, items: readonly WritableItem[]): Failure[] {
  return items.flatMap(item => (item.error ? [failureOfResult(model, item, item.error)] : []));
}
