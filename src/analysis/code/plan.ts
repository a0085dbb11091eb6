import { XESError } from '../../base/errors.js';
import { scansId } from '../document/ids.js';
import { asRef, idOf } from '../document/refs.js';
import type { Id, ItemKey, Ref, StepEntry } from '../document/types.js';
import { eachOnce } from '../evaluate/eachonce.js';
import { keyWithin } from '../evaluate/itemkeys.js';
import { requireStep } from '../steps/registry.js';
import { inputsOf } from '../steps/step.js';
import { stepTitle } from '../titles.js';
import { demandOf, keysWithin, type Demand } from './demand.js';
import { isScanSource, type Plan, type PlannedStep, type Source } from './planned.js';
import { isTaken, kindOf, sourcesOf, type Planning } from './sources.js';
import type { CodeRequest } from './types.js';

/**
 * The steps needed for results, in the way `evaluate` does them.
 * @throws XESError `code/nothing` if there is nothing to write, and why a step has no result.
 */
export function planOf(request: CodeRequest): Plan {
  const { document } = request;
  const refs = wantedRefs(request);
  const demand = demandOf(document, refs);
  const planning: Planning = { request, done: new Map(), passedOn: new Map() };
  const steps = document.steps.flatMap(entry => {
    const wanted = demand.get(entry.id);
    return wanted === undefined ? [] : planStep(planning, entry, wanted);
  });
  const shown = refs.map(ref => {
    const sources = sourcesOf(planning, ref, ref.only ? new Set(ref.only) : 'all');
    if (sources.length === 0) {
      throw nothing(ref.id);
    }
    return { ref, sources };
  });
  const all = [...steps.flatMap(({ inputs }) => inputs), ...shown.flatMap(item => item.sources)];
  const used = new Set(all.flatMap(source => (isScanSource(source) ? [source.scan.id] : [])));
  return { scans: document.scans.filter(({ id }) => used.has(id)), steps, shown };
}

/** For all results: the steps that no other step works on, or, without steps, the scans. */
function wantedRefs({ document: { steps }, refs }: CodeRequest): readonly Ref[] {
  if (refs !== 'all') {
    return refs;
  }
  const on = steps.filter(({ off }) => !off);
  const used = new Set(on.flatMap(({ from }) => from.map(idOf)));
  const last = on.filter(({ id }) => !used.has(id));
  return last.length > 0 ? last.map(({ id }) => ({ id })) : [{ id: scansId }];
}

function planStep(planning: Planning, entry: StepEntry, wanted: Demand): PlannedStep[] {
  const { id } = entry;
  const step = requireStep(entry.step);
  const parameters = step.complete(entry.parameters);
  const isEach = inputsOf(step, parameters) === 'each';
  const keys = isEach ? keysWithin(wanted) : null;
  const sources = entry.from.flatMap(source => {
    const ref = asRef(source);
    const found = sourcesOf(planning, ref, keys ? new Set(keys) : 'all');
    return found.filter(source => isTaken(planning, source, ref, step));
  });
  const inputs = eachOnce(sources, step, parameters);
  if (inputs.length === 0) {
    throw nothing(id);
  }
  if (entry.off) {
    const isOneToOne = isEach || inputs.length === 1;
    const hands = inputs.filter(input => isOneToOne && kindOf(planning, input) === step.gives);
    const handed = hands.map(hand => ({ ...hand, key: keyWithin(id, hand.key) }));
    planning.passedOn.set(id, handed);
    return [];
  }
  const found = { entry, step, parameters, isEach, inputs };
  const planned = { ...found, items: itemsOf(planning, found) };
  requireResults(planning, planned);
  planning.done.set(id, planned);
  return [planned];
}

/**
 * Keys of a step's items: one for each input, one for all, or one for each input but the divisor.
 */
function itemsOf(
  planning: Planning,
  { entry: { id }, step, parameters, isEach, inputs }: Omit<PlannedStep, 'items'>
): ItemKey[] {
  const within = (sources: readonly Source[]) => sources.map(({ key }) => keyWithin(id, key));
  if (isEach) {
    return within(inputs);
  }
  if (step.needsEachKind) {
    return within(inputs.filter(input => kindOf(planning, input) === step.gives));
  }
  const isByReference = step.name === 'normalise' && parameters.by === 'reference';
  return isByReference ? within(inputs.slice(0, -1)) : [id];
}

/** Code for a step that fails here could run nevertheless, and return what the viewer rejects. */
function requireResults({ request: { facts } }: Planning, { entry, items }: PlannedStep): void {
  for (const key of [...items, entry.id]) {
    const failure = facts.failure(key);
    if (failure) {
      const details = { what: stepTitle(entry) };
      throw new XESError(failure.code, failure.message, { details });
    }
  }
}

function nothing(id: Id): XESError {
  return new XESError(
    'code/nothing',
    id === scansId
      ? 'There is nothing to be written as code: add a scan first.'
      : `Step "${id}" has nothing to work on, so that there is no code of it: choose its inputs first.`
  );
}
