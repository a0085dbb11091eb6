import type { Scan } from '../formats/scan.js';
import { asXESError, XESError } from '../science/errors.js';
import { most, type AnalysisDocument, type StepEntry } from './document.js';
import { itemsOf, keyedValues, scanKeys, type KeyedValue, type StepItem } from './items.js';
import { scansId } from './readsteps.js';
import { namedItems, namedOutput, type NamedOutput } from './naming.js';
import { applyStep } from './steps/apply.js';
import type { Completed, Step, StepPart, Value } from './steps/index.js';
import { mapStep } from './steps/map.js';
import { requireStep } from './steps/registry.js';

/** A scan with the name that its results are told by. */
export interface NamedScan {
  name: string;
  scan: Scan;
}

/** What became of one step. */
export interface StepResult extends NamedOutput {
  id: string;
  step: string;
  from: string[];
  /** All parameters, defaults included; as given where they were refused. */
  parameters: Record<string, unknown>;
  /** What it gave, by what it was made of. */
  items: readonly StepItem[];
  /** Why there is no result; null where there is one. */
  error: XESError | null;
}

/** What is done with the scans of a document: the cuts of its view, then its steps. */
export type Recipe = Pick<AnalysisDocument, 'steps' | 'cuts' | 'view'>;

/** Told of each step before it is done; what it throws ends the run. */
export type BeforeStep = (id: string) => void;

/**
 * Do what an analysis says with some scans; nothing is read, written or remembered. A step that fails
 * leaves the others alone: only those that work on its result are skipped (`step/skipped`), and those
 * that more values would come from than a run may have (`analysis/too-large`).
 */
export function run(
  recipe: Recipe,
  scans: readonly NamedScan[],
  beforeStep: BeforeStep = () => undefined
): StepResult[] {
  const values = new Map<string, KeyedValue[] | null>();
  const steps = recipeSteps(recipe);
  const keys = scanKeys(
    scans.map(({ name }) => name),
    steps
  );
  values.set(
    scansId,
    scans.map(({ name, scan }, i) => ({ key: keys[i], value: { kind: 'scan', name, scan } }))
  );
  let before = scansId;
  const limit = mostValues(scans.length, steps.length);
  let count = 0;
  return steps.map(entry => {
    const from = entry.from ?? [before];
    before = entry.id;
    beforeStep(entry.id);
    const result = runStep(entry, from, values, { made: count, limit });
    count += result.values.length;
    values.set(entry.id, result.error ? null : keyedValues(result.items));
    return result;
  });
}

/**
 * All steps of a document: the viewer's cuts first, as steps `cut-1`, `cut-2`, …, then those a person
 * wrote down. The first of these works on the scans, as if there were no cuts.
 */
export function recipeSteps({ steps, cuts, view }: Recipe): StepEntry[] {
  const taken = new Set(steps.map(({ id }) => id));
  const drawn = cuts.map((cut, i): StepEntry => {
    let id = `cut-${i + 1}`;
    while (taken.has(id)) {
      id += '-of-view';
    }
    return { id, step: 'cut', from: [scansId], parameters: { ...cut, channel: view.channel } };
  });
  const [first, ...others] = steps;
  return first ? [...drawn, { ...first, from: first.from ?? [scansId] }, ...others] : drawn;
}

function runStep(
  entry: StepEntry,
  from: string[],
  values: ReadonlyMap<string, KeyedValue[] | null>,
  room: Room
): StepResult {
  const { id, step: name } = entry;
  const nothing = { values: [], numbers: {}, warnings: [], items: [] };
  let parameters = entry.parameters;
  try {
    const step = requireStep(name);
    const completed = step.complete(parameters);
    parameters = completed;
    const inputs = from.flatMap(source => requireValues(id, source, values));
    requireRoom(id, inputs.length, room);
    const parts = applyTo(step, inputs, completed);
    const labels = inputs.map(({ value }) => value.name);
    const items = itemsOf(id, namedItems(step, parts, labels), inputs);
    const output = namedOutput(step, parts, labels);
    return { id, step: name, from, parameters, ...output, items, error: null };
  } catch (reason) {
    return { id, step: name, from, parameters, ...nothing, error: asXESError(reason) };
  }
}

function applyTo(step: Step, inputs: readonly KeyedValue[], completed: Completed): StepPart[] {
  const isOfMaps = step.takes.includes('map') && !step.takes.includes('scan');
  const values: Value[] = [];
  for (const { value } of inputs) {
    const map = isOfMaps && value.kind === 'scan' ? mapOf(value, completed) : null;
    if (map?.error) {
      return [map];
    }
    values.push(map ? map.outputs.main : value);
  }
  return applyStep(step, values, completed);
}

/** The map of a scan, which is put before steps that work on maps. */
function mapOf(scan: Value, { channel = null }: Completed): StepPart {
  return mapStep.applyEach(scan, mapStep.complete({ channel }));
}

function requireValues(
  id: string,
  source: string,
  values: ReadonlyMap<string, KeyedValue[] | null>
): KeyedValue[] {
  const found = values.get(source);
  if (!found) {
    const why = found === null ? 'which failed' : 'which is no step before it';
    throw new XESError('step/skipped', `Step "${id}" works on "${source}", ${why}.`);
  }
  return found;
}

/** How many values a run made, and may make. */
interface Room {
  made: number;
  limit: number;
}

/** Most values of a run: several for each step and scan, as no recipe of a person exceeds. */
function mostValues(scans: number, steps: number): number {
  return Math.min(most.results, Math.max(1000, 4 * scans * steps));
}

/** Steps that work on all steps before them double the values each: a short list would never end. */
function requireRoom(id: string, inputs: number, { made, limit }: Room): void {
  if (made + inputs > limit) {
    throw new XESError(
      'analysis/too-large',
      `Step "${id}" would work on ${inputs} values, and this run can make ${limit}, of which ${made} are made: let it work on fewer steps ("from"), or on fewer scans at a time.`
    );
  }
}
