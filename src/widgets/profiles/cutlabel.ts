import {
  entryOfCut,
  stepTitle,
  type AnalysisModel,
  type ModelCut,
  type ModelLine
} from '../../model/index.js';

/** What the list calls a cut, of a first one too, which no document holds. */
export function labelOfCut(model: AnalysisModel, cut: ModelCut | ModelLine): string {
  const isFirst = cut.type !== 'line' && cut.isImplicit;
  return isFirst ? stepTitle(entryOfCut(cut)) : model.labelOfRef({ id: cut.id });
}
