import type { Failure } from '../steps/part.js';
import type { Id, ItemKey, Ref } from '../document/types.js';
import { keyOfAll } from './keys.js';
import type { Item, ItemOutcome, NodeResult, Outcome, Progress, State } from './outcome.js';

export interface NodeFacts {
  id: Id;
  parameters: Readonly<Record<string, unknown>>;
  inputs: readonly ItemKey[];
  items: readonly Item[];
  /** Why the node as a whole failed; null if each item has its own error. */
  error: Failure | null;
  /** Overrides the state derived from the items. */
  state?: State;
  blockedBy?: readonly Ref[];
  progress?: Progress;
}

/** A node with state and key derived from its items. */
export function makeNode(facts: NodeFacts): NodeResult {
  const { id, parameters, inputs, items } = facts;
  return { id, parameters, inputs, items, outcome: outcomeOf(facts) };
}

function outcomeOf({ items, error, state, inputs, blockedBy, progress }: NodeFacts): Outcome {
  const outcomes = new Map<ItemKey, ItemOutcome>(
    items.map((item, part) => [item.key, { state: item.state, part, error: item.error }])
  );
  const found = state ?? (error ? 'failed' : stateOf(items));
  const isNothing = found === 'failed' || found === 'blocked';
  const isWhole = found === 'done' || found === 'partly';
  return {
    state: found,
    key: isWhole
      ? keyOfAll(items.map(({ key, partKey, valueKey }) => `${key} ${partKey ?? valueKey}`))
      : null,
    error: error ?? (isNothing ? firstError(items, inputs) : null),
    ...(blockedBy ? { blockedBy } : {}),
    ...(progress ? { progress } : {}),
    items: outcomes
  };
}

/**
 * Merge two evaluations of a node for different items. A combining step has the same item in both.
 */
export function mergeNodes(a: NodeResult, b: NodeResult): NodeResult {
  const known = new Set(a.items.map(({ key }) => key));
  const added = [...b.items.keys()].filter(i => !known.has(b.items[i].key));
  if (added.length === 0 || a.items.length === 0) {
    return a.items.length === 0 ? b : a;
  }
  const items = [...a.items, ...added.map(i => b.items[i])];
  // for a step that works on each input alone, items and inputs are in pairs
  const inputs =
    a.inputs.length === a.items.length ? [...a.inputs, ...added.map(i => b.inputs[i])] : a.inputs;
  const { id, parameters, outcome } = a;
  const state = outcome.state === 'off' ? outcome.state : undefined;
  return makeNode({ id, parameters, inputs, items, error: null, state });
}

/** The state of a node from those of its items. */
export function stateOf(items: readonly Item[]): State {
  const states = new Set(items.map(({ state }) => state));
  if (states.has('running')) {
    return 'running';
  }
  if (states.has('waiting')) {
    return 'waiting';
  }
  const isGood = states.has('done') || states.size === 0;
  const isBad = states.has('failed') || states.has('blocked');
  return isBad ? (isGood ? 'partly' : states.has('failed') ? 'failed' : 'blocked') : 'done';
}

/** The first item's failure as the node's, with its label's index among all inputs. */
function firstError(items: readonly Item[], inputs: readonly ItemKey[]): Failure | null {
  const item = items.find(({ error }) => error);
  if (!item?.error) {
    return null;
  }
  const { code, message } = item.error;
  const index = inputs.findIndex(key => item.key.endsWith(`/${key}`));
  return { code, message: index > 0 ? message.replaceAll('{0}', `{${index}}`) : message };
}
