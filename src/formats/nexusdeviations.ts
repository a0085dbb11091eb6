import type { Spectrum } from '../science/spectrum.js';
import { sharesDeviations } from '../science/uncertainty/pointsigma.js';
import { storedDeviations, type StoredDeviations } from '../science/uncertainty/stored.js';
import { dataset, group, type H5Group, type H5Node } from './h5description.js';

/** Name of the group that tells of which counts points are made. */
export const deviationsName = 'uncertainty';

const description =
  'How the points follow from independent counts, to first order. Each base holds counts and their variance; each term ' +
  'tells how the points follow from one: sparse rows (row i has the entries from starts[i] to starts[i + 1]), and the sum ' +
  'of left[k] times right[k] transposed. The covariance of points is the sum over bases of M diag(variance) M transposed.';

/** Of what the points of a spectrum are made, where they share something; null where not, or where it is too much. */
export function deviationsOf(spectrum: Spectrum): StoredDeviations | null {
  const { uncertainty, energy, affine } = spectrum;
  return uncertainty && sharesDeviations(uncertainty)
    ? storedDeviations(uncertainty, energy.length, affine ?? null)
    : null;
}

/** The same as a group of a NeXus file. */
export function deviationsGroup({ bases, terms, affine }: StoredDeviations): H5Group {
  const of = (values: Float64Array | null) =>
    values && values.length > 0 ? dataset(values) : null;
  const members: [string, H5Node][] = [
    ...bases.map(({ id, counts, variance, exposure }, k): [string, H5Node] => [
      `base_${k + 1}`,
      group(
        'NXcollection',
        { counts: of(counts), variance: of(variance), exposure: of(exposure) },
        { id }
      )
    ]),
    ...terms.map(({ base, starts, places, weights, left, right }, k): [string, H5Node] => [
      `term_${k + 1}`,
      group(
        'NXcollection',
        {
          starts: of(starts),
          places: of(places),
          weights: of(weights),
          left: of(left),
          right: of(right)
        },
        { base: `base_${base + 1}` }
      )
    ])
  ];
  return group(
    'NXcollection',
    {
      description: dataset(description),
      exposure: affine && of(affine.exposure),
      offset: affine && of(affine.offset),
      ...Object.fromEntries(members)
    },
    {}
  );
}
