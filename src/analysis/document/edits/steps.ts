import { nextId, scansId, stepStem, takenIds } from '../ids.js';
import { asSource, idOf } from '../refs.js';
import { tooMany } from '../invalid.js';
import { isEqual } from '../json.js';
import { maxEntries, type AnalysisDocument, type Id, type Ref, type StepEntry } from '../types.js';
import {
  changed,
  checkedStep,
  knownBefore,
  knownFor,
  nameOf,
  refused,
  requireStep,
  withStep
} from './change.js';
import { dependents, ordered } from './order.js';
import { withLists } from './perinput.js';

/** A step to be added: without an id one is chosen, and without inputs it works on all scans. */
export interface NewStep {
  readonly step: string;
  readonly from?: readonly (Id | Ref)[];
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly id?: Id;
  readonly label?: string;
  readonly color?: string;
}

/** A document, and the id of the new step. */
export interface WithId {
  readonly document: AnalysisDocument;
  readonly id: Id;
}

/**
 * Append a step. Its parameters are stored unchanged: the step validates them when it is computed.
 * @throws XESError `analysis/too-large`, `analysis/edit` for inputs that do not exist, an id that
 * is in use or invalid, and parameters that are not JSON.
 */
export function addStep(document: AnalysisDocument, given: NewStep): WithId {
  return insertStep(document, document.steps.length, given);
}

/**
 * Insert a copy of a step after it, with a new id.
 * @throws XESError `analysis/edit`, `analysis/too-large`
 */
export function duplicate(document: AnalysisDocument, id: Id): WithId {
  const entry = requireStep(document, id);
  const copy = entry.label === undefined ? {} : { label: `${entry.label.slice(0, 900)} (copy)` };
  const index = document.steps.indexOf(entry) + 1;
  return insertStep(document, index, { ...entry, id: undefined, ...copy });
}

function insertStep(document: AnalysisDocument, index: number, given: NewStep): WithId {
  const { steps } = document;
  const taken = takenIds(document);
  if (steps.length >= maxEntries.steps) {
    throw tooMany('steps', steps.length + 1);
  }
  if (given.id !== undefined && taken.has(given.id)) {
    throw refused(`the id "${given.id}" is taken`);
  }
  const { id = nextId(taken, stepStem(given.step)), from = [scansId], parameters = {} } = given;
  // the check rejects values that are not JSON
  const entry = { ...given, id, from, parameters: parameters as StepEntry['parameters'] };
  const checked = checkedStep(entry, knownBefore(document, index));
  const all = [...steps.slice(0, index), checked, ...steps.slice(index)];
  return { document: changed(document, { steps: all }), id };
}

/**
 * Change some parameters of a step; one set to `undefined` is removed, and so has its default
 * again.
 * @throws XESError `analysis/edit` if there is no such step, or for values that are not JSON.
 */
export function setStep(
  document: AnalysisDocument,
  id: Id,
  parameters: Readonly<Record<string, unknown>>
): AnalysisDocument {
  const entry = requireStep(document, id);
  const merged = { ...entry.parameters, ...parameters } as StepEntry['parameters'];
  const next = checkedStep({ ...entry, parameters: merged }, knownFor(document, id));
  return isEqual(next, entry) ? document : withStep(document, next);
}

/**
 * Change the inputs of a step. A new input that comes after the step is moved in front of it.
 * @throws XESError `analysis/edit` if it would work on itself, or on something that does not exist.
 */
export function setFrom(
  document: AnalysisDocument,
  id: Id,
  from: readonly (Id | Ref)[]
): AnalysisDocument {
  const entry = requireStep(document, id);
  const following = new Set([id, ...dependents(document.steps, id)]);
  const itself = from.map(idOf).find(source => following.has(source));
  if (itself !== undefined) {
    throw refused(`"${nameOf(entry)}" would work on its own result`);
  }
  const next = checkedStep({ ...entry, from: from.map(asSource) }, knownBefore(document));
  if (isEqual(next, entry)) {
    return document;
  }
  const others = withStep(document, next);
  return withLists(document, { ...others, steps: ordered(others.steps) });
}

/**
 * Disable a step, which then passes on its input, or enable it.
 * @throws XESError `analysis/edit`
 */
export function setOff(document: AnalysisDocument, id: Id, isOff: boolean): AnalysisDocument {
  const { off, ...entry } = requireStep(document, id);
  if (isOff === (off ?? false)) {
    return document;
  }
  return withStep(document, isOff ? { ...entry, off: true } : entry);
}
