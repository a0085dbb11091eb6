import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { sharesDeviations } from '../science/uncertainty/pointsigma.js';
import type { StoredDeviations } from '../science/uncertainty/stored.js';
import { isCountsAlone } from './countedtable.js';
import type { ScanWarning } from './scan.js';

/** Code of the warning, and of the mark, for a σ that is only approximate; its message says why. */
export const sigmaApproximate = 'sigma/approximate';

const prefix = 'sigma: approximate: ';

/** The mark as comments of a table. */
export function approximateComments(reasons: readonly string[]): string[] {
  return reasons.map(reason => prefix + reason);
}

/** The marks among the comments of a table, as warnings. */
export function approximateWarnings(comments: readonly string[]): ScanWarning[] {
  return comments
    .filter(comment => comment.startsWith(prefix))
    .map(comment => ({ code: sigmaApproximate, message: comment.slice(prefix.length) }));
}

/** The mark as an attribute of NXdata: one line per reason. */
export function approximateAttribute(reasons: readonly string[]): Record<string, string> {
  return reasons.length > 0 ? { sigma_approximate: reasons.join('\n') } : {};
}

/** Warnings from the attribute. */
export function attributeWarnings(attribute: string | null): ScanWarning[] {
  const lines = (attribute ?? '').split('\n').filter(line => line !== '');
  return lines.map(message => ({ code: sigmaApproximate, message }));
}

/** Reasons why σ in a table is only approximate. */
export function lostInTable(points: Spectrum | RXESMap): string[] {
  const { counts } = points;
  return [
    ...lostOf(points),
    ...(counts?.includes(0) && !isCountsAlone(points)
      ? [
          'A table keeps no counts here, and some points have none: each of these weighs as one count, so that σ of sums over them is too large, and what is fitted to them is biased. NeXus keeps them.'
        ]
      : [])
  ];
}

function lostOf({ uncertainty }: Pick<Spectrum | RXESMap, 'uncertainty'>): string[] {
  return [
    ...(uncertainty && sharesDeviations({ terms: uncertainty.terms, shared: [] })
      ? [pointsShare]
      : []),
    ...(uncertainty?.shared.length ? [energiesShare] : [])
  ];
}

const pointsShare =
  'Points share deviations (of a divisor, of a scale, of a background, or of points that they were made of) that this file does not record: σ of areas, moments and fits over them is wrong, mostly too small.';

const energiesShare =
  'How well the energies are known (a calibration, a shift) is not kept: σ of positions and centroids is too small. NeXus keeps it.';

/**
 * Reasons why σ in a NeXus file is only approximate.
 * @param kept the stored deviations, unless too large.
 */
export function lostInNexus(
  { uncertainty }: Pick<Spectrum | RXESMap, 'uncertainty'>,
  kept: StoredDeviations | null
): string[] {
  return kept ? [] : lostOf({ uncertainty });
}
