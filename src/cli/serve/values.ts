import { plainValue } from '../../analysis/output/plainvalue.js';
import type { Value } from '../../analysis/steps/values.js';
import { transferView } from '../../science/transfer.js';
import { Shaped } from './arrays.js';

/**
 * A value with all of its arrays; those of a map have two dimensions, the first for the emission
 * energy.
 */
export function fullValue(value: Value, labels: readonly string[]) {
  const plain = plainValue(value, labels);
  const marks = 'approximate' in value ? { approximate: value.approximate } : {};
  switch (value.kind) {
    case 'spectrum': {
      const { counts, monitor } = value.spectrum;
      return { ...plain, ...marks, ...known({ counts, monitor }) };
    }
    case 'map': {
      const { incident, emission, intensity, sigma, counts, monitor } = value.map;
      const cells = (values: Float64Array) =>
        new Shaped(values, [emission.length, incident.length]);
      const { transfer } = transferView(value.map);
      const grids = known({ intensity, sigma, counts, monitor, transfer });
      return {
        ...plain,
        ...marks,
        ...(value.isDifference ? { isDifference: true } : {}),
        ...Object.fromEntries(Object.entries(grids).map(([name, values]) => [name, cells(values)]))
      };
    }
    default:
      return { ...plain, ...marks, ...units(value) };
  }
}

/** The kind and size of a value. */
export function outlineOf(value: Value) {
  const { kind } = value;
  switch (kind) {
    case 'spectrum':
      return { kind, axis: value.axis, points: value.spectrum.energy.length };
    case 'map': {
      const { incident, emission } = value.map;
      const shape = [emission.length, incident.length];
      return { kind, view: value.view ?? 'incident', shape };
    }
    case 'table': {
      const rows = value.columns[0]?.values.length ?? 0;
      return { kind, rows, columns: value.columns.map(({ name }) => name) };
    }
    case 'scan':
      return { kind };
  }
}

/** Units of the columns of a table. */
function units(value: Value) {
  return value.kind === 'table'
    ? {
        units: Object.fromEntries(
          value.columns.flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]]))
        )
      }
    : {};
}

function known(arrays: Readonly<Record<string, Float64Array | null | undefined>>) {
  return Object.fromEntries(
    Object.entries(arrays).flatMap(([name, values]) => (values ? [[name, values] as const] : []))
  );
}
