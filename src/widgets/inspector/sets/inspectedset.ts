import {
  asRef,
  commonReference,
  refText,
  type Id,
  type Ref,
  type StepEntry
} from '../../../analysis/document/index.js';
import type { AnalysisModel } from '../../../model/index.js';
import type { Catalog } from '../catalog.js';
import {
  choicesOf,
  firstReference,
  possibleReferences,
  spectraOf,
  type ISpectrumChoice
} from './spectrarows.js';

/** Spectra that something is done to at once. */
export interface IInspectedSpectra {
  spectra: readonly Ref[];
  /** Those of them that can be chosen as the reference: of very many the first. */
  choices: readonly ISpectrumChoice[];
  /** What they are compared with at first; null where there is none. */
  reference: Ref | null;
}

/** Steps that compare with the same spectrum. */
export interface IInspectedComparison {
  ids: readonly Id[];
  /** `refText` of what they compare with. */
  reference: string;
  choices: readonly ISpectrumChoice[];
}

/** Steps of one kind. */
export interface ISameKind {
  steps: readonly StepEntry[];
  /** Whose parameters are shown: the active one where it is among them. */
  shown: StepEntry;
}

export function inspectSpectra(
  model: AnalysisModel,
  catalog: Catalog | null,
  refs: readonly Ref[]
): IInspectedSpectra {
  const spectra = spectraOf(model, catalog, refs);
  const reference = firstReference(model, spectra);
  return { spectra, choices: choicesOf(model, spectra, reference), reference };
}

/** The steps of some rows, where these are steps alone; none where others are among them. */
function stepsAmong({ document }: AnalysisModel, refs: readonly Ref[]): readonly StepEntry[] {
  const ids = new Set(refs.map(({ id }) => id));
  const steps = document.steps.filter(({ id }) => ids.has(id));
  return steps.length === ids.size ? steps : [];
}

/** Rows that all compare with the same spectrum; null where they do not. */
export function inspectComparison(
  model: AnalysisModel,
  catalog: Catalog | null,
  refs: readonly Ref[]
): IInspectedComparison | null {
  const steps = stepsAmong(model, refs);
  const reference = commonReference(steps);
  if (!reference) {
    return null;
  }
  const ids = steps.map(({ id }) => id);
  const inputs = steps.flatMap(({ from }) => from.map(asRef));
  const possible = possibleReferences(model, catalog, ids, [reference, ...inputs]);
  return { ids, reference: refText(reference), choices: choicesOf(model, possible, reference) };
}

/** Rows that are steps of one kind, two or more; null where they are not. */
export function inspectSame(model: AnalysisModel, refs: readonly Ref[]): ISameKind | null {
  const steps = stepsAmong(model, refs);
  const isSame = steps.length > 1 && steps.every(({ step }) => step === steps[0].step);
  const active = model.activeRef?.id;
  return isSame ? { steps, shown: steps.find(({ id }) => id === active) ?? steps[0] } : null;
}
