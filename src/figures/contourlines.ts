import {
  contourCentre,
  contourLevels,
  contours,
  type ContourCentre,
  type ContourLine
} from '../science/contours.js';
import type { RXESMap } from '../science/map.js';

/**
 * The contours of a map: the given levels, or a number of levels between its lowest and highest
 * cell.
 */
export interface ContourChoice {
  readonly count: number;
  readonly scale: 'linear' | 'log';
  readonly levels?: readonly number[];
}

/** Lines of equal intensity, stored consecutively in flat arrays. */
export interface ContourLines {
  /** Intensities. */
  levels: readonly number[];
  /** Ω and ω of all vertices, eV. */
  incident: Float64Array;
  emission: Float64Array;
  /** Index of the first vertex of each line, and the end of the last line (lines + 1). */
  starts: Uint32Array;
  /** For each line, the index of its level, and 1 if it is closed. */
  levelOf: Uint16Array;
  closed: Uint8Array;
  /** For each level (intensity) with closed lines, the centre of the largest. */
  centres: readonly (ContourCentre & { level: number })[];
}

/** With more segments nothing is drawn: they would be lines around single cells of noise. */
const mostSegments = 300_000;

/**
 * Compute the contours of a map.
 * @throws XESError `contours/too-many`, `spectrum/parameter` for an invalid number of levels.
 */
export function contourLines(map: RXESMap, choice: ContourChoice): ContourLines {
  const found = contours(map, levelsOf(map, choice), mostSegments);
  const lines = found.flatMap(({ lines: own }, level) => own.map(line => ({ line, level })));
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach(({ line }, k) => (starts[k + 1] = starts[k] + line.incident.length));
  const all = (of: (line: ContourLine) => Float64Array) => {
    const values = new Float64Array(starts[lines.length]);
    lines.forEach(({ line }, k) => values.set(of(line), starts[k]));
    return values;
  };
  return {
    levels: found.map(({ level }) => level),
    incident: all(({ incident }) => incident),
    emission: all(({ emission }) => emission),
    starts,
    levelOf: Uint16Array.from(lines, ({ level }) => level),
    closed: Uint8Array.from(lines, ({ line }) => Number(line.isClosed)),
    centres: found.flatMap(({ level, lines: own }) => {
      const centres = own.flatMap(line => contourCentre(line) ?? []);
      const largest = centres.reduce<ContourCentre | null>(
        (most, centre) => (most && most.area >= centre.area ? most : centre),
        null
      );
      return largest ? [{ ...largest, level }] : [];
    })
  };
}

export { levelsWithin } from '../science/contours.js';

/**
 * The levels to draw, ascending. @throws XESError `spectrum/parameter` for an invalid number of
 * levels.
 */
export function levelsOf(map: RXESMap, { count, scale, levels }: ContourChoice): number[] {
  return levels ? [...levels].sort((a, b) => a - b) : contourLevels(map, count, scale);
}
