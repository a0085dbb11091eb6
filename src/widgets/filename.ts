import { plainName } from '../analysis/output/plainname.js';
import { nameOf } from '../analysis/titles.js';
import { titleOfStep, type AnalysisModel } from '../model/index.js';

/** How a file of what is shown is called, without its ending. */
export function shownName(model: AnalysisModel | null): string {
  const step = model?.activeStep;
  return model && step
    ? plainName(titleOfStep(model.document, step))
    : nameOf(model?.active?.path ?? 'scan');
}
