import { writtenAxis, writtenColumn } from '../../base/writtenaxis.js';
import { columnUnit } from '../../formats/furthercolumns.js';
import { wordWithLabel } from '../steps/labels.js';
import type { Value } from '../steps/values.js';

/**
 * A value for other programs, with energies as in written files. Maps are row-major, one row per
 * emission energy.
 * @param labels of its inputs, for placeholders in a table; with a single input there are none.
 */
export function plainValue(value: Value, labels: readonly string[]) {
  switch (value.kind) {
    case 'spectrum': {
      const { axis, spectrum, columns } = value;
      const { energy, intensity, sigma, unit } = spectrum;
      return {
        kind: value.kind,
        axis,
        ...(unit === undefined ? {} : { unit }),
        energy: writtenAxis(energy, axis),
        intensity,
        sigma,
        ...(columns ? { columns: writtenColumns(columns) } : {})
      };
    }
    case 'map': {
      const { incident, emission, intensity, sigma, unit } = value.map;
      return {
        kind: value.kind,
        view: value.view ?? 'incident',
        ...(unit === undefined ? {} : { unit }),
        incident: writtenAxis(incident, 'incident'),
        emission: writtenAxis(emission, 'emission'),
        intensity,
        sigma
      };
    }
    case 'table':
      return {
        kind: value.kind,
        columns: Object.fromEntries(
          value.columns.map(({ name, unit, values }) => [
            name,
            values instanceof Float64Array
              ? writtenColumn(values, unit)
              : values.map(word => wordWithLabel(word, labels))
          ])
        )
      };
    case 'scan':
      return { kind: value.kind };
  }
}

/** Further curves of a spectrum, on its energies. */
function writtenColumns(
  columns: Readonly<Record<string, Float64Array>>
): Record<string, Float64Array> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      writtenColumn(values, columnUnit(name, undefined))
    ])
  );
}
