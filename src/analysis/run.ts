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

/** A scan with the name of its results, or why it can't be read. */
export type NamedScan = {
  name: string;
  /** Its id in the recipe, if a step refers to it. */
  id?: Id;
} & ({ scan: Scan } | { scan: null; error: XESError });

/** The outcome of one step. */
export interface StepResult extends NamedNode {
  id: Id;
  step: string;
  from: StepEntry['from'];
  /** All parameters, defaults included; unchanged if they were rejected. */
  parameters: Readonly<Record<string, unknown>>;
}

/** Callbacks of a run between its computations; an exception in either ends it. */
export interface Pauses {
  /** Yields the thread; called every few milliseconds. */
  pause(): Promise<void>;
  /** Called before each computation. */
  check(): void;
}

/**
 * Run all steps of a recipe on scans; each result is named after its inputs. A step that fails does
 * not affect others, nor does a scan that can't be read: results that depend on it fail with its
 * error.
 * @param scans replace all scans of the recipe but references, and references by their ids.
 * @throws XESError `recipe/names-scans`, and anything the callbacks throw.
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

/** The key of a scan is its id, which is unique in a run. */
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
