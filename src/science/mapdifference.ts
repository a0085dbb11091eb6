import { XESError } from '../base/errors.js';
import { energyTolerance, isSameEnergy, roundedEnergy } from './equalenergies.js';
import { commonUnit, requireSameUnit } from './intensityunit.js';
import type { MapAxes, RXESMap } from './map.js';
import { isSameData } from './repeats.js';
import type { Warning } from './spectrum.js';
import { uncertaintyOfMap } from './uncertainty/cells.js';
import { combinedDeferred } from './uncertainty/linear.js';
import type { Uncertainty } from './uncertainty/model.js';
import { diagonal } from './uncertainty/operators.js';
import { pointSigma } from './uncertainty/pointsigma.js';
import { unknownSigma, isUnknownSigma } from './unknownsigma.js';

export interface MapDifference {
  /** First − second in each cell, on the first's grid; NaN if either was not measured. */
  map: RXESMap;
  warnings: Warning[];
}

/**
 * Difference of two maps on the same grid: shared noise cancels, else σ² = σ₁² + σ₂². Nothing is
 * interpolated.
 * @throws XESError `map/grids-differ` if their energies differ; `spectrum/units-differ`;
 * `scan/no-intensity` if no cell was measured in both.
 */
export function mapDifference(one: RXESMap, other: RXESMap): MapDifference {
  requireSameGrid(one, other);
  requireSameUnit([one, other]);
  const { incident, emission, incidentJitter } = one;
  const intensity = one.intensity.map((y, i) => y - other.intensity[i]);
  if (!intensity.some(y => !Number.isNaN(y))) {
    throw new XESError(
      'scan/no-intensity',
      'No cell was measured in both maps: there is nothing to take the difference of.'
    );
  }
  const n = intensity.length;
  const uncertainty = combinedDeferred([
    { uncertainty: uncertaintyOfMap(one), operator: diagonal(1, n) },
    { uncertainty: uncertaintyOfMap(other), operator: diagonal(-1, n) }
  ]);
  return {
    map: {
      incident,
      emission,
      ...(incidentJitter ? { incidentJitter } : {}),
      intensity,
      sigma: sigmaOf(one, other, intensity, uncertainty),
      uncertainty,
      counts: null,
      monitor: null,
      ...commonUnit(one, other)
    },
    warnings: isSameData(one, other) ? [same] : []
  };
}

const same: Warning = {
  code: 'average/repeated',
  message:
    'Both maps hold the same numbers, as if one map were named twice: the difference is zero, without noise.'
};

function sigmaOf(
  one: RXESMap,
  other: RXESMap,
  intensity: Float64Array,
  uncertainty: Uncertainty
): Float64Array {
  if (isUnknownSigma(one.sigma) || isUnknownSigma(other.sigma)) {
    return unknownSigma(intensity.length);
  }
  // measured cells of two maps are independent
  if (one.uncertainty || other.uncertainty || isSameData(one, other)) {
    const whole = pointSigma(uncertainty, intensity.length);
    return intensity.map((y, i) => (Number.isNaN(y) ? NaN : whole[i]));
  }
  const sigma = (i: number) => {
    const [a, b] = [one.sigma[i], other.sigma[i]];
    return Math.sqrt(a * a + b * b);
  };
  return intensity.map((y, i) => (Number.isNaN(y) ? NaN : sigma(i)));
}

/** @throws XESError `map/grids-differ`, with both grids and what to do. */
function requireSameGrid(one: RXESMap, other: RXESMap): void {
  const jitter = Math.max(one.incidentJitter ?? 0, other.incidentJitter ?? 0, energyTolerance);
  const isIncident = areEqual(one.incident, other.incident, (a, b) => Math.abs(a - b) <= jitter);
  if (isIncident && areEqual(one.emission, other.emission, isSameEnergy)) {
    return;
  }
  throw new XESError(
    'map/grids-differ',
    `The two maps have different grids (${gridText(one)}; ${gridText(other)}): no cell may be subtracted from another. ` +
      'If one grid is part of the other, crop the larger map to it; else take the difference of cuts, which are interpolated.'
  );
}

function areEqual(
  one: Float64Array,
  other: Float64Array,
  isSame: (a: number, b: number) => boolean
): boolean {
  return one.length === other.length && one.every((energy, i) => isSame(energy, other[i]));
}

/** `17 × 74 cells, Ω 9658–9662.8, ω 8628.9–8650.8 eV` */
function gridText({ incident, emission }: MapAxes): string {
  const range = (axis: Float64Array) =>
    `${roundedEnergy(axis[0])}–${roundedEnergy(axis[axis.length - 1])}`;
  return `${incident.length} × ${emission.length} cells, Ω ${range(incident)}, ω ${range(emission)} eV`;
}
