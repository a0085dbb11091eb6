import { XESError } from '../base/errors.js';
import type { RXESMap } from './map.js';
import { extent, isMeasured } from './statistics.js';
import { joinSegments } from './segments.js';

/** A line of equal intensity; vertices in eV. */
export interface ContourLine {
  incident: Float64Array;
  emission: Float64Array;
  /** Whether it returns to its start (which is then not repeated). */
  isClosed: boolean;
}

export interface Contour {
  level: number;
  lines: ContourLine[];
}

/**
 * Levels of contours between the lowest and the highest measured intensity, both excluded. `log`
 * divides the positive part into equal ratios.
 * @throws XESError `spectrum/parameter` for an invalid number of levels.
 */
export function contourLevels(
  { intensity }: RXESMap,
  count: number,
  scale: 'linear' | 'log' = 'linear'
): number[] {
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    throw new XESError('spectrum/parameter', `There can be 1 to 1000 contours, not ${count}.`);
  }
  return levelsWithin(extent(intensity, scale === 'log' ? 0 : -Infinity), count, scale);
}

/**
 * Levels of contours between two intensities, both excluded: in equal steps, or with `log` in equal
 * ratios.
 * @param range of positive intensities for `log`; null: no levels.
 */
export function levelsWithin(
  range: readonly [number, number] | null,
  count: number,
  scale: 'linear' | 'log'
): number[] {
  if (!range || range[0] === range[1]) {
    return [];
  }
  const isLog = scale === 'log';
  const [low, high] = isLog ? range.map(Math.log) : range;
  return Array.from({ length: count }, (_, k) => {
    const level = low + ((k + 1) * (high - low)) / (count + 1);
    return isLog ? Math.exp(level) : level;
  });
}

/**
 * Contours of a map through the centres of its cells, at their true energies (marching squares,
 * linear along the sides; a saddle is resolved by its mean). Lines end at squares with an empty
 * cell.
 * @param most limit on the segments of all lines together.
 * @throws XESError `contours/too-many` if there would be more.
 */
export function contours(
  map: RXESMap,
  levels: readonly number[],
  most = Number.POSITIVE_INFINITY
): Contour[] {
  let remaining = most;
  return levels.filter(isMeasured).map(level => {
    const segments = segmentsAt(map, level, remaining);
    remaining -= segments.length;
    return { level, lines: linesOf(map, level, segments) };
  });
}

/**
 * A contour line over energy transfer: the same vertices at Δ = Ω − ω, eV. Exact, as this is
 * linear.
 */
export function transferOf({ incident, emission }: ContourLine): Float64Array {
  return incident.map((omega, k) => omega - emission[k]);
}

/** The centre of the area enclosed by a closed line: Ω and ω, eV, and the area, eV². */
export interface ContourCentre {
  incident: number;
  emission: number;
  area: number;
}

/**
 * Centroid of the area within a closed line (the shoelace formula); null if the line is open or
 * encloses no area.
 */
export function contourCentre({ incident, emission, isClosed }: ContourLine): ContourCentre | null {
  const count = incident.length;
  const [originX, originY] = [incident[0], emission[0]]; // products of full energies would lose their last digits
  let [twice, sumX, sumY] = [0, 0, 0];
  for (let k = 0; isClosed && k < count; k++) {
    const next = (k + 1) % count;
    const [x, y] = [incident[k] - originX, emission[k] - originY];
    const [toX, toY] = [incident[next] - originX, emission[next] - originY];
    const cross = x * toY - toX * y;
    twice += cross;
    sumX += (x + toX) * cross;
    sumY += (y + toY) * cross;
  }
  return twice === 0
    ? null
    : {
        incident: originX + sumX / (3 * twice),
        emission: originY + sumY / (3 * twice),
        area: Math.abs(twice) / 2
      };
}

/*
 * Sides of a square: 0 low ω, 1 high Ω, 2 high ω, 3 low Ω. The case has one bit for each corner at
 * or above the level: 1 (low Ω, low ω), 2 (high Ω, low ω), 4 (high, high), 8 (low Ω, high ω).
 */
const sidesOf: readonly (readonly [number, number][])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  []
];

/** The segments of a level's lines, each from one side of a square to another. */
function segmentsAt(map: RXESMap, level: number, most: number): [number, number][] {
  const { incident, emission, intensity } = map;
  const columns = incident.length;
  const segments: [number, number][] = [];
  for (let i = 0; i + 1 < emission.length; i++) {
    for (let j = 0; j + 1 < columns; j++) {
      const cell = i * columns + j;
      const kind = kindOf(intensity, cell, columns, level);
      if (kind === 0 || kind === 15) {
        continue;
      }
      const corners = [cell, cell + 1, cell + columns + 1, cell + columns].map(k => intensity[k]);
      if (!corners.every(isMeasured)) {
        continue;
      }
      // a side is identified by twice its lower cell, + 1 if it runs along ω
      const sides = [2 * cell, 2 * (cell + 1) + 1, 2 * (cell + columns), 2 * cell + 1];
      for (const [from, to] of segmentsOf(kind, corners, level)) {
        segments.push([sides[from], sides[to]]);
      }
      if (segments.length > most) {
        throw tooMany();
      }
    }
  }
  return segments;
}

/** Which corners of the square above a cell lie at or above the level. */
function kindOf(intensity: Float64Array, cell: number, columns: number, level: number): number {
  return (
    (intensity[cell] >= level ? 1 : 0) |
    (intensity[cell + 1] >= level ? 2 : 0) |
    (intensity[cell + columns + 1] >= level ? 4 : 0) |
    (intensity[cell + columns] >= level ? 8 : 0)
  );
}

function tooMany(): XESError {
  return new XESError(
    'contours/too-many',
    'There are too many contours to draw: they follow the noise. Choose fewer levels, or smooth or rebin the map.'
  );
}

function linesOf(map: RXESMap, level: number, segments: [number, number][]): ContourLine[] {
  return joinSegments(segments).map(({ sides, isClosed }) => ({
    incident: Float64Array.from(sides, side => vertex(map, side, level)[0]),
    emission: Float64Array.from(sides, side => vertex(map, side, level)[1]),
    isClosed
  }));
}

function segmentsOf(
  kind: number,
  corners: readonly number[],
  level: number
): readonly [number, number][] {
  if (kind !== 5 && kind !== 10) {
    return sidesOf[kind];
  }
  const isHighInside = (corners[0] + corners[1] + corners[2] + corners[3]) / 4 >= level;
  return isHighInside === (kind === 5)
    ? [
        [0, 1],
        [2, 3]
      ]
    : [
        [3, 0],
        [1, 2]
      ];
}

/** Where the level crosses a side: Ω and ω. */
function vertex(
  { incident, emission, intensity }: RXESMap,
  side: number,
  level: number
): [number, number] {
  const cell = side >> 1;
  const isAlongEmission = side % 2 === 1;
  const columns = incident.length;
  const [i, j] = [Math.floor(cell / columns), cell % columns];
  const upper = intensity[isAlongEmission ? cell + columns : cell + 1];
  const fraction = (level - intensity[cell]) / (upper - intensity[cell]);
  const between = (axis: Float64Array, k: number) => axis[k] + fraction * (axis[k + 1] - axis[k]);
  return isAlongEmission
    ? [incident[j], between(emission, i)]
    : [between(incident, j), emission[i]];
}
