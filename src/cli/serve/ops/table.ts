import type { SpectrumAxis } from '../../../analysis/steps/values.js';
import { XESError } from '../../../base/errors.js';
import { handedSpectrum, type HandedColumns } from '../../../formats/handedspectrum.js';
import type { Call } from '../call.js';
import type { Fields } from '../fields.js';

const axes: readonly SpectrumAxis[] = ['emission', 'incident', 'transfer', 'line'];

/** Store a spectrum passed by a client, under the digest that recipes refer to it by. */
export function table({ fields, session }: Call) {
  const axis = axes.find(axis => axis === fields.textOr('axis', 'emission'));
  if (!axis) {
    throw new XESError('table/invalid', `"axis" has to be ${axes.join(', ')}.`);
  }
  const { spectrum, warnings } = handedSpectrum(columnsOf(fields.within('columns')));
  session.tables.set(fields.text('sha256'), { kind: 'spectrum', axis, spectrum });
  return { warnings };
}

function columnsOf(columns: Fields): HandedColumns {
  const energy = arrayOf(columns, 'energy_eV');
  const intensity = arrayOf(columns, 'intensity');
  if (!energy || !intensity) {
    throw new XESError('table/invalid', 'A spectrum needs the columns energy_eV and intensity.');
  }
  const [sigma, counts, monitor] = ['sigma', 'counts', 'monitor'].map(name =>
    arrayOf(columns, name)
  );
  return {
    energy,
    intensity,
    ...(sigma ? { sigma } : {}),
    ...(counts ? { counts } : {}),
    ...(monitor ? { monitor } : {})
  };
}

function arrayOf(columns: Fields, name: string): Float64Array | null {
  const value = columns.raw(name);
  if (value === undefined) {
    return null;
  }
  if (!(value instanceof Float64Array)) {
    throw new XESError('table/invalid', `The column ${name} has to be one-dimensional numbers.`);
  }
  return value;
}
