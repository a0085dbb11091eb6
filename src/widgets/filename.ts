import { nameOf } from '../analysis/titles.js';
import { titleOfStep, type AnalysisModel } from '../model/index.js';

/** How a file of what is shown is called, without its ending. */
export function shownName(model: AnalysisModel | null): string {
  const step = model?.activeStep;
  return model && step
    ? asFileName(titleOfStep(model.document, step))
    : nameOf(model?.active?.path ?? 'scan');
}

/** A title with dashes in the place of what file systems do not take. */
export function asFileName(title: string): string {
  return title.replace(/[^\p{L}\d.-]+/gu, '-');
}
