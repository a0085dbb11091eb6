import { distinct } from './distinct.js';
import { dataset, group, type H5Attribute, type H5Dataset, type H5Group } from './h5description.js';
import { approximateAttribute } from './sigmamark.js';

/** Single numbers by their names, each in a unit that may be ''. */
export type NexusNumbers = Readonly<
  Record<string, { readonly value: number; readonly sigma: number | null; readonly unit: string }>
>;

/**
 * Single numbers as NeXus has them: each a field with its unit, σ as `NAME_errors` beside it. Null where there are none.
 * @param approximate why σ is only approximately right.
 */
export function numbersGroup(
  numbers: NexusNumbers,
  approximate: readonly string[] = []
): H5Group | null {
  const entries = Object.entries(numbers);
  if (entries.length === 0) {
    return null;
  }
  const fields = entries.map(([name]) => name.replace(/[^\w.-]/g, '_'));
  const names = distinct([...fields, ...fields.map(name => `${name}_errors`)]);
  const members: Record<string, H5Dataset> = {};
  entries.forEach(([name, { value, sigma, unit }], i) => {
    const units: Record<string, H5Attribute> = unit === '' ? {} : { units: unit };
    members[names[i]] = real(value, { ...units, long_name: name });
    if (sigma !== null) {
      members[names[entries.length + i]] = real(sigma, units);
    }
  });
  return group('NXparameters', members, approximateAttribute(approximate));
}

/** A field of one number, which is none of integers where it happens to be whole. */
function real(value: number, attributes: Readonly<Record<string, H5Attribute>>): H5Dataset {
  return dataset(Float64Array.of(value), attributes, []);
}
