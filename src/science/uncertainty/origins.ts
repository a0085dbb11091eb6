import type { RXESMap } from '../map.js';
import type { Spectrum } from '../spectrum.js';
import { uncertaintyOfMap } from './cells.js';
import { uncertaintyOf } from './curve.js';
import type { Uncertainty } from './model.js';
import { sharesDeviations } from './pointsigma.js';

/**
 * Whether points depend on anything but their own counts, or their own σ, so that their uncertainty
 * does not follow from these.
 */
export function dependsOnOthers(of: { spectrum: Spectrum } | { map: RXESMap }): boolean {
  const [uncertainty, own] =
    'map' in of
      ? [of.map.uncertainty, () => uncertaintyOfMap({ ...of.map, uncertainty: undefined })]
      : [of.spectrum.uncertainty, () => uncertaintyOf({ ...of.spectrum, uncertainty: undefined })];
  return uncertainty !== undefined && differs(uncertainty, own);
}

function differs(uncertainty: Uncertainty, own: () => Uncertainty): boolean {
  const { terms } = uncertainty;
  if (terms.length !== 1 || sharesDeviations(uncertainty)) {
    return true;
  }
  const [{ base }] = terms;
  return (
    base.parents !== undefined || base.among !== undefined || base.id !== own().terms[0].base.id
  );
}
