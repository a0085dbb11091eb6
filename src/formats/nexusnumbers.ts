import { distinct } from './distinct.js';
import { dataset, group, type H5Attribute, type H5Dataset, type H5Group } from './h5description.js';
import { approximateAttribute } from './sigmamark.js';

/** Single numbers by name, each with a unit that may be ''. */
export type NexusNumbers = Readonly<
  Record<string, { readonly value: number; readonly sigma: number | null; readonly unit: string }>
>;

/**
 * Single numbers for NeXus: each a field with its unit, and σ as `NAME_errors`. Null if there are
 * none.
 * @param approximate reasons why σ is only approximate.
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

/** A scalar floating-point field, even for integral values. */
function real(value: number, attributes: Readonly<Record<string, H5Attribute>>): H5Dataset {
  return dataset(Float64Array.of(value), attributes, []);
}
