import {
  codeOf,
  failuresOf,
  type OutcomeFacts,
  type Code,
  type CodeFacts,
  type CodeForm,
  type ItemFacts
} from '../analysis/code/index.js';
import { stepsNeeded } from '../analysis/code/demand.js';
import {
  asRef,
  stepOf,
  type Id,
  type ItemKey,
  type Ref,
  type ScanEntry
} from '../analysis/document/index.js';
import { entryOfCut } from '../analysis/mapcuts.js';
import { asXESError, type XESError } from '../base/errors.js';
import type { AnalysisModel } from './analysismodel.js';
import { rowsToExport } from './exportrows.js';
import { cutOfProfile } from './wanted.js';

/** What to write as code. */
export interface CodeChoice {
  /** Rows; `selected` rows, or the whole analysis. */
  readonly rows: readonly (Id | Ref)[] | 'selected' | 'all';
  readonly form: CodeForm;
  /** The path of a scan in the code. */
  pathOf(scan: ScanEntry): string;
  /** Names in use in the notebook or script that the code is inserted into. */
  readonly taken?: readonly string[];
}

/**
 * Results as Python code, once the facts that it needs are available.
 * @throws XESError those of `codeOf`, and why a required result is missing.
 */
export async function codeOfRows(model: AnalysisModel, choice: CodeChoice): Promise<Code> {
  const document = documentOf(model);
  const refs = refsOf(model, choice);
  const needed = refs === 'all' ? document.steps.map(({ id }) => id) : stepsNeeded(document, refs);
  const items = new Map<ItemKey, ItemFacts>();
  // plain code would run despite a step's error here; and a scan's kind is known once it is read
  const requested = needed.filter(id => choice.form === 'plain' && stepOf(model.document, id));
  const became: OutcomeFacts[] = [];
  const unread = model.scans.filter(
    ({ id, facts }) => !facts && isUsed(document, needed, refs, id)
  );
  const wanted = [...requested, ...unread.map(({ id }) => id)].map(id => ({ id }));
  for (const result of await Promise.all(wanted.map(ref => model.result(ref)))) {
    const { ref, outcome, inputs } = result;
    became.push({ id: ref.id, error: outcome.error, inputs, items: result.items });
    for (const { key, numbers, details, warnings, error } of result.items) {
      if (!error) {
        items.set(key, { numbers, ...(details === undefined ? {} : { details }), warnings });
      }
    }
  }
  const { form, pathOf, taken = [] } = choice;
  return codeOf({ document, refs, form, pathOf, taken, facts: factsOf(model, items, became) });
}

/** Why rows can't be written in a form; null if they can, as far as known without their results. */
export function whyNotCode(
  model: AnalysisModel,
  choice: Omit<CodeChoice, 'pathOf'>
): XESError | null {
  try {
    codeOf({
      document: documentOf(model),
      refs: refsOf(model, choice),
      form: choice.form,
      facts: factsOf(model, null),
      pathOf: ({ path }) => path
    });
    return null;
  } catch (reason) {
    const error = asXESError(reason);
    const { isPending } = (error.details ?? {}) as { isPending?: unknown };
    return isPending === true ? null : error; // scans are read when the code is requested
  }
}

/** Includes the first cuts of a map, which are in no document but visible. */
function documentOf({ document, cuts }: AnalysisModel) {
  const first = cuts.filter(({ id }) => !stepOf(document, id)).map(entryOfCut);
  return first.length > 0 ? { ...document, steps: [...document.steps, ...first] } : document;
}

function refsOf(model: AnalysisModel, { rows }: Pick<CodeChoice, 'rows'>): readonly Ref[] | 'all' {
  if (rows === 'all') {
    return model.document.steps.length > 0 ? 'all' : [{ id: 'scans' }];
  }
  return rows === 'selected' ? rowsToExport(model, 'selected').map(asItem) : rows.map(asRef);
}

/** The profile of a cut as an item of the cut. */
function asItem({ id, only, ...rest }: Ref): Ref {
  const cut = cutOfProfile(id);
  if (cut === null) {
    return { id, ...(only ? { only } : {}), ...rest };
  }
  return {
    id: cut,
    ...(only ? { only: only.map(key => cut + key.slice(id.length)) } : {}),
    ...rest
  };
}

function isUsed(
  document: Pick<AnalysisModel['document'], 'steps'>,
  needed: readonly Id[],
  refs: readonly Ref[] | 'all',
  scan: Id
): boolean {
  const named = needed.flatMap(id => stepOf(document, id)?.from ?? []).map(asRef);
  return [...named, ...(refs === 'all' ? [] : refs)].some(
    ({ id }) => id === scan || id === 'scans'
  );
}

/** @param items null: their results have not been requested */
function factsOf(
  model: AnalysisModel,
  items: ReadonlyMap<ItemKey, ItemFacts> | null,
  became: readonly OutcomeFacts[] = []
): CodeFacts {
  const document = documentOf(model);
  const failures = failuresOf(document, [...shownSteps(model, document), ...became]);
  const scans = new Map(model.scans.map(({ id, facts }) => [id, facts]));
  return {
    scan: id => scans.get(id) ?? null,
    item: key => (items ? (items.get(key) ?? null) : 'unknown'),
    failure: key => failures.get(key) ?? null
  };
}

/** The outcomes of the steps known to the viewer. */
function shownSteps(model: AnalysisModel, { steps }: Pick<AnalysisModel['document'], 'steps'>) {
  return steps.flatMap(({ id }): OutcomeFacts[] => {
    const outcome = model.outcome(id);
    const items = [...(outcome?.items ?? [])].map(([key, { error }]) => ({ key, error }));
    return outcome ? [{ id, error: outcome.error, inputs: outcome.inputs, items }] : [];
  });
}
