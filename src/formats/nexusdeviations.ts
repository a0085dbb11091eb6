import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { through } from '../science/uncertainty/linear.js';
import { selection } from '../science/uncertainty/operators.js';
import { dependsOnOthers } from '../science/uncertainty/origins.js';
import {
  storedDeviations,
  type StoredDeviations,
  type StoredTerm
} from '../science/uncertainty/stored.js';
import type { StoredBase } from '../science/uncertainty/storedbase.js';
import {
  dataset,
  group,
  packed,
  type H5Attribute,
  type H5Group,
  type H5Node
} from './h5description.js';
import { valuesHash } from './nexus/counts.js';

/** Name of the group that stores the dependence of points on independent counts. */
export const deviationsName = 'uncertainty';

const description =
  'How the points follow from independent counts, to first order. Each base holds counts and their variance; each term ' +
  'tells how the points follow from one (without variance it is the counts): sparse rows (row i has the entries from starts[i] to starts[i + 1] of places and ' +
  'weights; without starts entry i; without places at i + offset; one weight alone is that of all; per exposure: over the exposure ' +
  'of its place), and the sum of left[k] times right[k] transposed (left may be the intensity). The covariance of points is the sum over bases of ' +
  'M diag(variance) M transposed. Each shared deviation is what +1 sigma of it adds to energies and intensities.';

/** Name of the attribute used to detect that another program has changed the intensity. */
export const intensityHashName = 'intensity_hash';

/**
 * Deviations the points of a spectrum depend on; null if these are only their own counts, or too
 * many.
 */
export function deviationsOf(spectrum: Spectrum): StoredDeviations | null {
  const { uncertainty, energy, affine } = spectrum;
  return uncertainty && dependsOnOthers({ spectrum })
    ? storedDeviations(uncertainty, energy.length, affine ?? null)
    : null;
}

/** Deviations the cells of a map depend on; null as in `deviationsOf`. */
export function mapDeviationsOf(map: RXESMap): StoredDeviations | null {
  const { uncertainty, intensity } = map;
  return uncertainty && dependsOnOthers({ map })
    ? storedDeviations(uncertainty, intensity.length, null)
    : null;
}

/** Deviations some cells of a map depend on; null as in `deviationsOf`. */
export function cellDeviationsOf(map: RXESMap, cells: Uint32Array): StoredDeviations | null {
  const { uncertainty, intensity } = map;
  return uncertainty && dependsOnOthers({ map })
    ? storedDeviations(through(uncertainty, selection(cells, intensity.length)), cells.length, null)
    : null;
}

/** The deviations as a group of a NeXus file. */
export function deviationsGroup(
  { bases, terms, shared, affine }: StoredDeviations,
  intensity: Float64Array
): H5Group {
  const members: [string, H5Node][] = [
    ...bases.map((base, k): [string, H5Node] => [`base_${k + 1}`, baseGroup(base)]),
    ...terms.map((term, k): [string, H5Node] => [`term_${k + 1}`, termGroup(term, intensity)]),
    ...shared.map(({ id, energy, intensity }, k): [string, H5Node] => [
      `shared_${k + 1}`,
      group('NXcollection', { energy: arrayOf(energy), intensity: arrayOf(intensity) }, { id })
    ])
  ];
  return group(
    'NXcollection',
    {
      description: dataset(description),
      exposure: arrayOf(affine?.exposure),
      offset: arrayOf(affine?.offset),
      ...Object.fromEntries(members)
    },
    { [intensityHashName]: valuesHash(intensity) }
  );
}

function arrayOf(values: Float64Array | null | undefined): H5Node | null {
  return values && values.length > 0 ? packed(values) : null;
}

function baseGroup({ id, counts, variance, exposure, parents, among }: StoredBase): H5Group {
  return group(
    'NXcollection',
    {
      counts: arrayOf(counts),
      variance: counts && isEqual(variance, counts) ? null : arrayOf(variance),
      exposure: arrayOf(exposure),
      places: arrayOf(among?.places)
    },
    {
      id,
      ...(parents.length > 0 ? { parents } : {}),
      ...(among ? { length: among.length, first: among.first } : {})
    }
  );
}

function isEqual(one: Float64Array, other: Float64Array): boolean {
  return (
    one === other || (one.length === other.length && one.every((v, i) => Object.is(v, other[i])))
  );
}

function termGroup({ base, own, left, right }: StoredTerm, intensity: Float64Array): H5Group {
  const attributes: Record<string, H5Attribute> = { base: `base_${base + 1}` };
  if (own && !own.places) {
    attributes.offset = own.offset;
  }
  if (own?.isPerExposure) {
    attributes.per = 'exposure';
  }
  const isOfIntensity = isEqual(left, intensity);
  if (isOfIntensity) {
    attributes.left = 'intensity';
  }
  const weights = typeof own?.weights === 'number' ? Float64Array.of(own.weights) : own?.weights;
  return group(
    'NXcollection',
    {
      starts: arrayOf(own?.starts),
      places: arrayOf(own?.places),
      weights: arrayOf(weights),
      left: isOfIntensity ? null : arrayOf(left),
      right: arrayOf(right)
    },
    attributes
  );
}
