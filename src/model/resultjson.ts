import { writtenAxis, writtenColumn } from '../base/writtenaxis.js';
import type { ItemKey } from '../analysis/document/index.js';
import { inputKeyOf } from '../analysis/evaluate/index.js';
import { wordWithLabel } from '../analysis/steps/labels.js';
import type { Value } from '../analysis/steps/values.js';
import type { ComputeResult } from '../compute/types.js';
import { labelled } from '../analysis/titles.js';

type Item = ComputeResult['items'][number];

/**
 * A result as JSON, its energies as they stand in files: NaN and infinities are null. Maps are row-major, one row an emission energy.
 * @param label what an item is called.
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
              ...valueJSON(item.value, inputKeyOf(item.key) === null ? inputs : [])
            }
          ]
        : []
    ),
    numbers: Object.fromEntries(items.map(({ key, numbers }) => [key, numbers])),
    warnings: items.flatMap(item => item.warnings.map(warning => problem(item, warning))),
    errors: items.flatMap(item => (item.error ? [problem(item, item.error)] : []))
  };
}

/** @param labels of what it was made of, which words of a table stand for; of one input alone none do. */
function valueJSON(value: Value, labels: readonly string[]) {
  switch (value.kind) {
    case 'spectrum': {
      const { axis, spectrum, columns } = value;
      const { energy, intensity, sigma, unit } = spectrum;
      return {
        kind: value.kind,
        axis,
        ...unitOf(unit),
        energy: list(writtenAxis(energy, axis)),
        intensity: list(intensity),
        sigma: list(sigma),
        ...(columns ? { columns: lists(columns) } : {})
      };
    }
    case 'map': {
      const { incident, emission, intensity, sigma, unit } = value.map;
      return {
        kind: value.kind,
        view: value.view ?? 'incident',
        ...unitOf(unit),
        incident: list(writtenAxis(incident, 'incident')),
        emission: list(writtenAxis(emission, 'emission')),
        intensity: list(intensity),
        sigma: list(sigma)
      };
    }
    case 'table':
      return {
        kind: value.kind,
        columns: Object.fromEntries(
          value.columns.map(({ name, unit, values }) => [
            name,
            values instanceof Float64Array
              ? list(writtenColumn(values, unit))
              : values.map(word => wordWithLabel(word, labels))
          ])
        )
      };
    case 'scan':
      return { kind: value.kind };
  }
}

function unitOf(unit: string | undefined) {
  return unit === undefined ? {} : { unit };
}

function list(values: Float64Array): (number | null)[] {
  return Array.from(values, value => (Number.isFinite(value) ? value : null));
}

function lists(columns: Readonly<Record<string, Float64Array>>) {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, list(values)]));
}
