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

/** Spectra that are acted on together. */
export interface IInspectedSpectra {
  spectra: readonly Ref[];
  /** Those that can be chosen as the reference: if there are very many, the first. */
  choices: readonly ISpectrumChoice[];
  /** The initial reference; null if there is none. */
  reference: Ref | null;
}

/** Steps that compare with the same spectrum. */
export interface IInspectedComparison {
  ids: readonly Id[];
  /** `refText` of the reference. */
  reference: string;
  choices: readonly ISpectrumChoice[];
}

/** Steps of the same kind. */
export interface ISameKind {
  steps: readonly StepEntry[];
  /** The step whose parameters are shown: the active one, if among them. */
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

/** The steps of some rows, if all are steps; otherwise none. */
function stepsAmong({ document }: AnalysisModel, refs: readonly Ref[]): readonly StepEntry[] {
  const ids = new Set(refs.map(({ id }) => id));
  const steps = document.steps.filter(({ id }) => ids.has(id));
  return steps.length === ids.size ? steps : [];
}

/** Rows that all compare with the same spectrum; null if they do not. */
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

/** Rows that are two or more steps of the same kind; null if they are not. */
export function inspectSame(model: AnalysisModel, refs: readonly Ref[]): ISameKind | null {
  const steps = stepsAmong(model, refs);
  const isSame = steps.length > 1 && steps.every(({ step }) => step === steps[0].step);
  const active = model.activeRef?.id;
  return isSame ? { steps, shown: steps.find(({ id }) => id === active) ?? steps[0] } : null;
}
