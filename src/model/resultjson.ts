import type { ItemKey } from '../analysis/document/index.js';
import { inputKeyOf } from '../analysis/evaluate/index.js';
import { plainValue } from '../analysis/output/plainvalue.js';
import type { ComputeResult } from '../compute/types.js';
import { labelled } from '../analysis/titles.js';

type Item = ComputeResult['items'][number];

/**
 * A result as JSON, with energies as in files: NaN and infinities are null. Maps are row-major, one
 * row per emission energy.
 * @param label of an item.
 */
export function resultJSON(
  { outcome, inputs: keys, items }: ComputeResult,
  label: (key: ItemKey) => string
) {
  const inputs = keys.map(label);
  const withNames = ({ key }: Item, sentence: string) => labelled(sentence, key, inputs, label);
  const problem = (item: Item, { code, message }: { code: string; message: string }) => ({
    key: item.key,
    code,
    message: withNames(item, message)
  });
  return {
    outcome: outcome.state,
    error: outcome.error,
    values: items.flatMap(item =>
      item.value
        ? [
            {
              key: item.key,
              name: label(item.key),
              ...(asLists(
                plainValue(item.value, inputKeyOf(item.key) === null ? inputs : [])
              ) as object)
            }
          ]
        : []
    ),
    numbers: Object.fromEntries(items.map(({ key, numbers }) => [key, numbers])),
    warnings: items.flatMap(item => item.warnings.map(warning => problem(item, warning))),
    errors: items.flatMap(item => (item.error ? [problem(item, item.error)] : []))
  };
}

/** A value with arrays as lists, and with null for numbers that are not finite. */
function asLists(value: unknown): unknown {
  if (value instanceof Float64Array) {
    return Array.from(value, number => (Number.isFinite(number) ? number : null));
  }
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asLists(item)]))
    : value;
}
