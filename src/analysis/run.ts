import type { Scan } from '../formats/scan.js';
import type { XESError } from '../base/errors.js';
import type { Id, ItemKey, StepEntry } from './document/types.js';
import { bindScans } from './evaluate/bind.js';
import { Evaluator } from './evaluate/evaluator.js';
import { failureOf } from './evaluate/failures.js';
import type { Recipe } from './evaluate/options.js';
import { labeller } from './evaluate/labels.js';
import type { NodeResult, ScanSource } from './evaluate/outcome.js';
import { scanKeys } from './items.js';
import { namedNode, type NamedNode } from './namednode.js';

/** A scan with the name that its results are shown under, or why it can't be read. */
export type NamedScan = {
  name: string;
  /** Its id in the recipe, where a step may name it. */
  id?: Id;
} & ({ scan: Scan } | { scan: null; error: XESError });

/** What became of one step. */
export interface StepResult extends NamedNode {
  id: Id;
  step: string;
  from: StepEntry['from'];
  /** All parameters, defaults included; as given where they were refused. */
  parameters: Readonly<Record<string, unknown>>;
}

/** What a run does between its computations; what either throws ends it. */
export interface Pauses {
  /** Yields the thread; called every few milliseconds. */
  pause(): Promise<void>;
  /** Called before each computation. */
  check(): void;
}

/**
 * Do all steps of a recipe with some scans, each result named after what it was made of. A step that fails leaves the
 * others alone, and so does a scan that can't be read: what is made of it fails with its error.
 * @param scans take the place of all scans of the recipe that are no reference, and references by their ids.
 * @throws XESError `recipe/names-scans`, and what the pauses throw.
 */
export async function run(
  recipe: Recipe,
  scans: readonly NamedScan[],
  { pause, check }: Partial<Pauses> = {}
): Promise<StepResult[]> {
  const isReference = ({ id }: NamedScan) =>
    recipe.scans.some(scan => scan.id === id && scan.role === 'reference');
  const names = scans.map(({ name }) => name);
  const keys = scanKeys(names, recipe.steps);
  const ids = scans.map((scan, i) => (isReference(scan) ? (scan.id ?? keys[i]) : keys[i]));
  const own = scans.flatMap((scan, i) => (isReference(scan) ? [] : [{ id: ids[i], path: '' }]));
  const replaced = new Map(
    scans.flatMap(({ id }, i) => (id === undefined ? [] : [[id, ids[i]] as const]))
  );
  const bound = bindScans(recipe, own, replaced);
  const sources = new Map(scans.map((scan, i) => [ids[i], sourceOf(ids[i], scan)]));
  const { nodes } = await new Evaluator().evaluate(bound, sources, {
    demand: 'all',
    signal: new AbortController().signal,
    yield: pause ?? (() => Promise.resolve()),
    onCompute: check
  });
  const nameOf = new Map(ids.map((id, i) => [id, names[i]]));
  const label = labeller(bound, nodes, id => nameOf.get(id) ?? id);
  return recipe.steps.flatMap(entry => {
    const node = nodes.get(entry.id);
    return node ? [resultOf(entry, node, label)] : [];
  });
}

/** The key of a scan that was read is its id: it is unique in a run. */
function sourceOf(id: Id, named: NamedScan): ScanSource {
  const { scan } = named;
  return scan
    ? { id, key: id, state: 'ready', scan, outline: scan, error: null }
    : { id, key: null, state: 'failed', scan, outline: null, error: failureOf(named.error) };
}

function resultOf(entry: StepEntry, node: NodeResult, label: (key: ItemKey) => string): StepResult {
  const { id, step, from } = entry;
  return { id, step, from, parameters: node.parameters, ...namedNode(entry, node, label) };
}
