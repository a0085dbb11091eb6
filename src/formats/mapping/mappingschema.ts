import { isListKey, mappingKeys, type MappingKey } from './readmapping.js';

/** A JSON Schema, as JSON. */
interface Schema {
  readonly [key: string]: string | number | boolean | readonly Schema[] | Schema;
}

const descriptions: Readonly<Record<MappingKey, string>> = {
  incident: 'Incident energy Ω.',
  emission: 'Emission energy ω.',
  transfer: 'Energy transfer Δ = Ω − ω; with one of the others it gives the third.',
  intensity: 'What is drawn, divided by the monitor where one is named; several are channels.',
  counts: 'Counts of a Poisson process, in the place of the intensity; several are channels.',
  monitor: 'What the intensity or the counts are divided by.',
  sigma: 'Standard deviation of the intensity as stored; as many as intensities.',
  time: 'Counting time of a point, s.',
  unit: 'Unit of the energies whose arrays do not say their own, such as keV.'
};

const refText = 'Name or path of an array of the file, or the number of a column from 1.';

const ref: Schema = {
  description: refText,
  type: 'string',
  minLength: 1
};

/** The schema of a mapping, for people who write documents by hand. */
export const mappingSchema: Schema = {
  description: 'What the arrays of the file are, where it does not say so itself, or wrongly.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(mappingKeys.map(key => [key, schemaOf(key)]))
};

function schemaOf(key: MappingKey): Schema {
  const description = descriptions[key];
  if (key === 'unit') {
    return { description, type: 'string' };
  }
  return isListKey(key)
    ? { description, oneOf: [ref, { type: 'array', items: ref, minItems: 1 }] }
    : { ...ref, description: `${description} ${refText}` };
}
