import { BandSums } from './bandsums.js';
import { XESError } from '../base/errors.js';
import { isWithin, nearestStep, wholeSteps } from './equalenergies.js';
import type { CutValue, RXESMap } from './map.js';
import { medianStep } from './ranges.js';
import { valueInMap } from './resample.js';
import type { Spectrum, Warning } from './spectrum.js';

/** A place in the plane of a map, eV. */
export interface MapPoint {
  incident: number;
  emission: number;
}

export interface LineCut {
  from: MapPoint;
  to: MapPoint;
  /** Full width of the band across the line, eV; 0: the line itself, interpolated between cells. */
  width: number;
  /** Distance of the points along the line, eV; the larger step of the two axes without one. */
  step?: number;
}

export interface LineProfile {
  /** `energy` is the way along the line from its start, eV. */
  spectrum: Spectrum;
  /** Ω and ω of each point on the line, eV. */
  incident: Float64Array;
  emission: Float64Array;
  warnings: Warning[];
}

/**
 * Cut a map along any straight line. With a width: in steps along the line, the mean or the sum of the
 * measured cells at most half the width off it, σ as of a cut. Without: bilinear between the four
 * cells about each point, σ² = Σc²σ²; beside an empty cell there is no point.
 * @throws XESError `cut/empty`, `spectrum/parameter` (a line without length, a width or step that is none).
 */
export function lineCut(map: RXESMap, line: LineCut, value: CutValue = 'mean'): LineProfile {
  const { from, to, width } = line;
  const length = Math.hypot(to.incident - from.incident, to.emission - from.emission);
  const step = line.step ?? Math.max(medianStep(map.incident), medianStep(map.emission));
  if (!(length > 0) || !(width >= 0) || !(step > 0) || !(length / step < 1e6)) {
    throw new XESError(
      'spectrum/parameter',
      'A line needs two different ends, a width of 0 eV or more, and a step that divides it into points.'
    );
  }
  const points = wholeSteps(length, step) + 1;
  const along = Float64Array.from({ length: points }, (_, k) => k * step);
  const [cos, sin] = [
    (to.incident - from.incident) / length,
    (to.emission - from.emission) / length
  ];
  const across = [-width / 2, width / 2] as const;
  const { spectrum, warnings } =
    width > 0
      ? band(map, along, value, cell => {
          const [x, y] = [cell.incident - from.incident, cell.emission - from.emission];
          const isIn = isWithin(x * sin - y * cos, across);
          return isIn ? nearestStep(x * cos + y * sin, step) : -1;
        })
      : interpolated(map, along, s => ({
          incident: from.incident + s * cos,
          emission: from.emission + s * sin
        }));
  return {
    spectrum,
    incident: spectrum.energy.map(s => from.incident + s * cos),
    emission: spectrum.energy.map(s => from.emission + s * sin),
    warnings
  };
}

function band(
  map: RXESMap,
  along: Float64Array,
  value: CutValue,
  pointOf: (cell: MapPoint) => number
): Pick<LineProfile, 'spectrum' | 'warnings'> {
  const sums = new BandSums(map, along);
  const columns = map.incident.length;
  for (let i = 0; i < map.emission.length; i++) {
    for (let j = 0; j < columns; j++) {
      const k = pointOf({ incident: map.incident[j], emission: map.emission[i] });
      if (k >= 0 && k < along.length) {
        sums.add(k, i * columns + j);
      }
    }
  }
  return { spectrum: sums.finish(value), warnings: sums.warnings(value) };
}

function interpolated(
  map: RXESMap,
  along: Float64Array,
  at: (s: number) => MapPoint
): Pick<LineProfile, 'spectrum' | 'warnings'> {
  const points: [number, number, number][] = [];
  for (const s of along) {
    const { incident, emission } = at(s);
    const found = valueInMap(map, incident, emission);
    if (Number.isFinite(found.value)) {
      points.push([s, found.value, found.sigma]);
    }
  }
  if (points.length === 0) {
    throw new XESError(
      'cut/empty',
      'No measured point lies on this line: move it, or give it a width.'
    );
  }
  const take = (k: number) => Float64Array.from(points, point => point[k]);
  const { unit } = map;
  const [energy, intensity, sigma] = [0, 1, 2].map(take);
  return {
    spectrum: { energy, intensity, sigma, counts: null, monitor: null, ...(unit ? { unit } : {}) },
    warnings: []
  };
}
