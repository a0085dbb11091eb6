import { stepOf, type Id, type StepEntry } from '../analysis/document/index.js';
import { isEqual } from '../analysis/document/json.js';
import type { AnalysisModel } from '../model/index.js';

/**
 * The steps that are changed together with one: those of its kind that are selected with it; itself alone where it is
 * not among what is selected.
 */
export function alike({ document, view }: Pick<AnalysisModel, 'document' | 'view'>, id: Id): Id[] {
  const selected = new Set(view.selected.map(ref => ref.id));
  const kind = document.steps.find(entry => entry.id === id)?.step;
  return selected.has(id)
    ? document.steps.filter(one => one.step === kind && selected.has(one.id)).map(one => one.id)
    : [id];
}

/**
 * The same of those whose parameter is what the step's is: a list or a record of theirs that differs is their own, and
 * a change of one value of it would replace all others.
 */
export function equalIn(
  model: Pick<AnalysisModel, 'document' | 'view'>,
  { id, parameters }: StepEntry,
  name: string
): Id[] {
  return alike(model, id).filter(one =>
    isEqual(stepOf(model.document, one)?.parameters[name], parameters[name])
  );
}
