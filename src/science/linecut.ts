import { BandSums } from './bandsums.js';
import { XESError } from '../base/errors.js';
import { isWithin, nearestStep, wholeSteps } from './equalenergies.js';
import type { CutValue, RXESMap } from './map.js';
import { medianStep } from './ranges.js';
import { cornersOf, type Corner } from './resample.js';
import type { Spectrum, Warning } from './spectrum.js';
import { uncertaintyOfMap } from './uncertainty/cells.js';
import { derivedFrom } from './uncertainty/curve.js';
import type { Rows } from './uncertainty/operators.js';

/** A position in the plane of a map, eV. */
export interface MapPoint {
  incident: number;
  emission: number;
}

export interface LineCut {
  from: MapPoint;
  to: MapPoint;
  /** Full width of the band across the line, eV; 0: the line itself, interpolated between cells. */
  width: number;
  /** Distance of the points along the line, eV; default: the larger step of the two axes. */
  step?: number;
}

export interface LineProfile {
  /** `energy` is the distance along the line from its start, eV. */
  spectrum: Spectrum;
  /** Ω and ω of each point on the line, eV. */
  incident: Float64Array;
  emission: Float64Array;
  warnings: Warning[];
}

/**
 * Cut a map along any straight line. With a width: in steps along the line, the mean or the sum of
 * the measured cells at most half the width away from it, σ as for a cut. Without: bilinear between
 * the four cells around each point, so neighbours share noise; points next to an empty cell are
 * left out.
 * @throws XESError `cut/empty`, `spectrum/parameter` (a line without length, an invalid width or
 * step).
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
  const columns = map.incident.length;
  const sums = new BandSums(map, along, visit => {
    for (let i = 0; i < map.emission.length; i++) {
      for (let j = 0; j < columns; j++) {
        const k = pointOf({ incident: map.incident[j], emission: map.emission[i] });
        if (k >= 0 && k < along.length) {
          visit(k, i * columns + j);
        }
      }
    }
  });
  return { spectrum: sums.finish(value), warnings: sums.warnings(value) };
}

function interpolated(
  map: RXESMap,
  along: Float64Array,
  at: (s: number) => MapPoint
): Pick<LineProfile, 'spectrum' | 'warnings'> {
  const points: { s: number; value: number; corners: Corner[] }[] = [];
  for (const s of along) {
    const { incident, emission } = at(s);
    const corners = cornersOf(map, incident, emission) ?? [];
    const value = corners.reduce((sum, { cell, share }) => sum + share * map.intensity[cell], 0);
    if (corners.length > 0 && Number.isFinite(value)) {
      points.push({ s, value, corners });
    }
  }
  if (points.length === 0) {
    throw new XESError(
      'cut/empty',
      'No measured point lies on this line: move it, or give it a width.'
    );
  }
  const { unit } = map;
  const parts = [{ uncertainty: uncertaintyOfMap(map), operator: rowsOf(points, map) }];
  return {
    spectrum: {
      energy: Float64Array.from(points, ({ s }) => s),
      intensity: Float64Array.from(points, ({ value }) => value),
      ...derivedFrom(points.length, parts),
      counts: null,
      monitor: null,
      ...(unit ? { unit } : {})
    },
    warnings: []
  };
}

/** The linear map from cells to the points between them. */
function rowsOf(points: readonly { corners: readonly Corner[] }[], map: RXESMap): Rows {
  const starts = new Uint32Array(points.length + 1);
  points.forEach(({ corners }, i) => (starts[i + 1] = starts[i] + corners.length));
  const all = points.flatMap(({ corners }) => corners);
  return {
    kind: 'rows',
    rows: points.length,
    columns: map.intensity.length,
    starts,
    places: Uint32Array.from(all, ({ cell }) => cell),
    weights: Float64Array.from(all, ({ share }) => share)
  };
}
