import type { ColorScale } from '../analysis/document/types.js';
import type { RXESMap } from '../science/map.js';
import { quantiles } from '../science/statistics.js';
import { surveyOf } from '../science/survey.js';
import { isUnknownSigma } from '../science/unknownsigma.js';

/** From intensities to positions along a colour bar, and back. */
export interface IIntensityScale {
  place: (intensity: number) => number;
  intensity: (place: number) => number;
}

const linear: IIntensityScale = { place: Number, intensity: Number };
const logarithmic: IIntensityScale = {
  place: intensity => Math.log10(Math.max(intensity, 1e-300)),
  intensity: place => 10 ** place
};

/**
 * @param map whose colours are scaled; without a map, its noise (`noiseOf`).
 * @param noise intensity below which symlog is linear, if not the noise of the map: maps that share
 * it place equal intensities equally.
 */
export function intensityScale(
  map: RXESMap | { noise: number },
  scale: ColorScale,
  noise?: number
): IIntensityScale {
  if (scale !== 'symlog') {
    return scale === 'linear' ? linear : logarithmic;
  }
  return symmetric(noise ?? ('noise' in map ? map.noise : noiseOf(map)));
}

/** sign(I)·ln(1 + |I|/noise): linear below the noise, logarithmic above. */
function symmetric(threshold: number): IIntensityScale {
  return {
    place: intensity => Math.sign(intensity) * Math.log1p(Math.abs(intensity) / threshold),
    intensity: place => Math.sign(place) * threshold * Math.expm1(Math.abs(place))
  };
}

/** A map never changes, so its noise is computed once. */
const known = new WeakMap<RXESMap, number>();

/**
 * Intensity below which symlog is linear: the median σ of the cells, or a thousandth of the largest
 * intensity if σ is unknown.
 */
export function noiseOf(map: RXESMap): number {
  let found = known.get(map);
  if (found === undefined) {
    const [sigma] = isUnknownSigma(map.sigma) ? [NaN] : quantiles(map.sigma, [0.5]);
    const [low, high] = surveyOf(map).extent ?? [0, 0];
    found = sigma > 0 ? sigma : Math.max(Math.abs(low), Math.abs(high)) / 1000 || 1;
    known.set(map, found);
  }
  return found;
}
