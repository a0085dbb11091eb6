import { scansId } from '../ids.js';
import { sampleIds } from '../lookup.js';
import { isEqual, type JSONValue } from '../json.js';
import { asRef, refText } from '../refs.js';
import type { AnalysisDocument, Id, Ref, StepEntry } from '../types.js';
import { changed } from './change.js';
import { covers } from './covers.js';

/** Parameters that are a list with one entry per input, in order, by step. */
const lists: ReadonlyMap<string, readonly string[]> = new Map([
  ['average', ['weights']],
  ['drift', ['times']],
  ['elastic', ['energies']]
]);

/** The parameters of a step that are a list with one entry per input. */
export function listNames(step: StepEntry): string[] {
  return (lists.get(step.step) ?? []).filter(name => listIn(step, name));
}

/**
 * The document after an edit, with the entries of such lists still matching their inputs. Entries
 * of removed inputs are removed. A new input has no entry: the step then reports that the list is
 * too short instead of pairing wrongly. Lists changed by the edit itself stay, as do those of steps
 * whose inputs the document does not list individually.
 */
export function withLists(before: AnalysisDocument, after: AnalysisDocument): AnalysisDocument {
  return eachStep(before, after, (was, step) => paired(before, was, after, step));
}

/**
 * The document after an edit, with a function applied to each step before and after it that is
 * still of the same kind.
 */
export function eachStep(
  before: AnalysisDocument,
  after: AnalysisDocument,
  put: (was: StepEntry, step: StepEntry) => StepEntry
): AnalysisDocument {
  const old = new Map(before.steps.map(step => [step.id, step]));
  const steps = after.steps.map(step => {
    const was = old.get(step.id);
    return was?.step === step.step ? put(was, step) : step;
  });
  return steps.every((step, i) => step === after.steps[i]) ? after : changed(after, { steps });
}

function paired(
  before: AnalysisDocument,
  was: StepEntry,
  after: AnalysisDocument,
  step: StepEntry
): StepEntry {
  const names = listNames(step);
  const isSame = was.from === step.from && before.scans === after.scans;
  const [inputs, left] =
    isSame || names.length === 0 ? [] : [inputsOf(before, was), inputsOf(after, step)];
  if (!inputs || !left || inputs.join() === left.join()) {
    return step;
  }
  const parameters = { ...step.parameters };
  for (const name of names) {
    const list = listIn(step, name);
    if (list !== null && isEqual(list, was.parameters[name]) && list.length === inputs.length) {
      parameters[name] = left.flatMap(input => {
        const index = inputs.indexOf(input);
        return index < 0 ? [] : [list[index]];
      });
    }
  }
  return { ...step, parameters };
}

/** Such a list of a step; null if it has none of this name. */
export function listIn({ parameters }: StepEntry, name: string): readonly JSONValue[] | null {
  const list = parameters[name];
  return Array.isArray(list) ? (list as readonly JSONValue[]) : null;
}

/**
 * The inputs of a step as text, if each is a scan or a named item; null if a source may stand for
 * several.
 */
export function inputsOf(document: AnalysisDocument, { from }: StepEntry): string[] | null {
  const samples = sampleIds(document);
  const ids = new Set(document.scans.map(({ id }) => id));
  const each = from.map(asRef).map(ref => singles(ref, samples, ids));
  return each.every(item => item !== null) ? each.flat() : null;
}

function singles(ref: Ref, samples: readonly Id[], scans: ReadonlySet<Id>): string[] | null {
  if (ref.id === scansId) {
    const known = new Set(samples);
    return samples.filter(id => covers(ref, id, known)).map(id => refText(id));
  }
  if (scans.has(ref.id)) {
    return [refText(ref)];
  }
  return ref.only?.length === 1 ? [refText(ref)] : null;
}
