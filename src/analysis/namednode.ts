import { XESError } from '../base/errors.js';
import type { ItemKey, StepEntry } from './document/types.js';
import type { Item, NodeResult } from './evaluate/outcome.js';
import { itemsOf, type StepItem } from './items.js';
import { namedItems, namedOutput, type NamedOutput } from './naming.js';
import { withLabels } from './steps/labels.js';
import { atInput, type Failure, type StepPart } from './steps/part.js';
import { requireStep } from './steps/registry.js';
import { inputsOf, type Completed } from './steps/step.js';

/** The results of a node, with the labels of their inputs. */
export interface NamedNode extends NamedOutput {
  items: readonly StepItem[];
  /** Items without a result, if others have one. */
  failures: readonly { key: ItemKey; error: XESError }[];
  /** Why there is no result at all; null if there is one. */
  error: XESError | null;
}

/** @param label names items, as `labeller` does. */
export function namedNode(
  { id, step: name }: StepEntry,
  node: NodeResult,
  label: (key: ItemKey) => string
): NamedNode {
  const labels = node.inputs.map(label);
  const { error } = node.outcome;
  if (error) {
    const nothing = { values: [], numbers: {}, warnings: [], items: [], failures: [] };
    return { ...nothing, error: labelled(error, labels) };
  }
  const step = requireStep(name);
  const isEach = inputsOf(step, node.parameters as Completed) === 'each';
  const parts = node.items.flatMap((item, i) => partOf(item, isEach ? i : null) ?? []);
  return {
    ...namedOutput(step, parts, labels, node.items.length),
    items: itemsOf(id, namedItems(step, parts, labels), node.inputs),
    failures: node.items.flatMap((item, i) =>
      item.error
        ? [{ key: item.key, error: labelled(item.error, isEach ? [labels[i]] : labels) }]
        : []
    ),
    error: null
  };
}

/**
 * The part of an item that has a result.
 * @param index of its input if it was computed from that alone.
 */
function partOf({ part, error }: Item, index: number | null): StepPart | null {
  return part && !error ? (index === null ? part : atInput(part, index)) : null;
}

function labelled({ code, message }: Failure, labels: readonly string[]): XESError {
  return new XESError(code, withLabels(message, labels));
}
