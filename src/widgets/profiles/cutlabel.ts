import {
  entryOfCut,
  stepTitle,
  type AnalysisModel,
  type ModelCut,
  type ModelLine
} from '../../model/index.js';

/** Label of a cut in the list; also of an initial cut, which no document has. */
export function labelOfCut(model: AnalysisModel, cut: ModelCut | ModelLine): string {
  const isFirst = cut.type !== 'line' && cut.isImplicit;
  return isFirst ? stepTitle(entryOfCut(cut)) : model.labelOfRef({ id: cut.id });
}
