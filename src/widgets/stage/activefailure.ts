import type { Failure } from '../../analysis/steps/part.js';
import type { AnalysisModel } from '../../model/index.js';
import { warningOfItem } from '../../analysis/titles.js';

/** Why the active row as a whole has no result; null if it has one, or it is awaited. */
export function activeFailure(model: AnalysisModel): Failure | null {
  const step = model.activeStep;
  if (!step) {
    return model.active?.error ?? null;
  }
  const outcome = model.outcome(step.id);
  if (outcome?.state === 'blocked') {
    const names = (outcome.blockedBy ?? []).map(ref => model.labelOfRef(ref));
    const from = names.length > 0 ? names.join(', ') : 'its inputs';
    return {
      code: 'step/input-failed',
      message: `It can't be computed: there is no result of ${from}.`
    };
  }
  if (outcome?.state !== 'failed' || !outcome.error) {
    return null;
  }
  return warningOfItem(model.document, outcome.error, step.id, outcome.inputs);
}
