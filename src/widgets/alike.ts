import { stepOf, type Id, type StepEntry } from '../analysis/document/index.js';
import { isEqual } from '../analysis/document/json.js';
import type { AnalysisModel } from '../model/index.js';

/**
 * The steps that are changed together with a step: those of its kind that are selected with it.
 * Only the step itself if it is not selected.
 */
export function changedTogether(
  { document, view }: Pick<AnalysisModel, 'document' | 'view'>,
  id: Id
): Id[] {
  const selected = new Set(view.selected.map(ref => ref.id));
  const kind = document.steps.find(entry => entry.id === id)?.step;
  return selected.has(id)
    ? document.steps
        .filter(step => step.step === kind && selected.has(step.id))
        .map(step => step.id)
    : [id];
}

/**
 * Like `alike`, but only steps whose parameter equals the step's. A list or record that differs is
 * left alone: changing a single value of it would replace all the others.
 */
export function withEqualParameter(
  model: Pick<AnalysisModel, 'document' | 'view'>,
  { id, parameters }: StepEntry,
  name: string
): Id[] {
  return changedTogether(model, id).filter(text =>
    isEqual(stepOf(model.document, text)?.parameters[name], parameters[name])
  );
}
