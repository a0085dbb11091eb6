import { levelsByGap, levelsOfPoints, levelsOfValues, type Levels } from './levels.js';
import { pointValues, type PointAxis } from './pointaxis.js';

/** Columns and rows of a map, from `levelsOfValues`. */
export interface MapLevels {
  incident: Levels;
  emission: Levels;
}

/** Levels, and the level of each point (n; -1 for none). */
interface PointLevels {
  found: Levels;
  values: Float64Array;
  levelOfPoint: Int32Array;
}

/**
 * Readings of the same position differ by less than this part of their energy: an encoder's last
 * digits, not steps.
 */
const noise = 5e-6;

/**
 * The least fraction of a grid's cells that have a point, and of the points that have a cell to
 * themselves.
 */
const [mostlyFilled, mostlyAlone] = [0.5, 0.9];

/** The largest fraction of the spread around the levels that may be due to the other energy. */
const mostSystematic = 0.75;

/**
 * The grid underlying scattered readings of two energies whose jitter is unknown: for each energy
 * that seldom repeats, the groups separated by clear gaps, each with several points of the other
 * energy. A level's value is the median of its readings.
 * @returns null if there is no grid, or the readings depend on the other energy, as ω = Ω − Δ does
 * at constant Δ.
 */
export function gridOfReadings(
  incident: PointAxis,
  emission: PointAxis,
  incidentJitter = 0
): MapLevels | null {
  const columns = ownLevels(incident, incidentJitter);
  const rows = ownLevels(emission);
  if (!columns || !rows || !isGridOf(columns, rows)) {
    return null;
  }
  const isSheared = isSystematic(emission, rows, columns) || isSystematic(incident, columns, rows);
  return isSheared ? null : { incident: columns.found, emission: rows.found };
}

/**
 * Levels of equal energies, or of energies within the jitter; of groups of energies if most occur
 * once.
 */
function ownLevels(axis: PointAxis, jitter = 0): PointLevels | null {
  const exact = levelsOfValues(axis, jitter);
  const isRepeated = 2 * exact.values.length <= axis.length;
  const found = isRepeated || jitter > 0 ? exact : levelsByGap(axis);
  return found && isMoved(found.values)
    ? { found, values: found.values, levelOfPoint: levelsOfPoints(axis, found) }
    : null;
}

/** Whether positions differ by more than readings of a single one. @param places ascending */
function isMoved(places: ArrayLike<number>): boolean {
  const [first, last] = [places[0], places[places.length - 1]];
  return places.length > 1 && last - first > noise * last;
}

function isGridOf(columns: PointLevels, rows: PointLevels): boolean {
  const [width, height] = [columns.values.length, rows.values.length];
  const filled = new Set<number>();
  let measured = 0;
  columns.levelOfPoint.forEach((column, i) => {
    if (column >= 0 && rows.levelOfPoint[i] >= 0) {
      measured++;
      filled.add(rows.levelOfPoint[i] * width + column);
    }
  });
  return (
    measured > Math.max(width, height) &&
    filled.size >= mostlyAlone * measured &&
    filled.size >= mostlyFilled * width * height
  );
}

/** Whether readings deviate from their levels in common wherever the other energy is the same. */
function isSystematic(axis: PointAxis, axisLevels: PointLevels, other: PointLevels): boolean {
  const sums = new Float64Array(other.values.length);
  const counts = new Float64Array(other.values.length);
  let most = 0;
  pointValues(axis).forEach((energy, i) => {
    if (axisLevels.levelOfPoint[i] >= 0 && other.levelOfPoint[i] >= 0) {
      const off = energy - axisLevels.values[axisLevels.levelOfPoint[i]];
      sums[other.levelOfPoint[i]] += off;
      counts[other.levelOfPoint[i]]++;
      most = Math.max(most, Math.abs(off));
    }
  });
  return sums.some((sum, k) => counts[k] > 1 && Math.abs(sum / counts[k]) > mostSystematic * most);
}

/**
 * Whether one energy was revisited while the other was scanned over much the same range each time:
 * a map, though no two of its points may be in one row. Positions that differ by an encoder's last
 * digits are the same.
 */
export function isRevisited(axis: PointAxis, other: PointAxis, jitter = 0): boolean {
  const places = levelsOfValues(axis, jitter);
  const levelOfPoint = levelsOfPoints(axis, places);
  const energies = pointValues(other);
  const count = places.values.length;
  const [low, high] = [
    new Float64Array(count).fill(Infinity),
    new Float64Array(count).fill(-Infinity)
  ];
  levelOfPoint.forEach((place, i) => {
    if (place >= 0 && Number.isFinite(energies[i])) {
      low[place] = Math.min(low[place], energies[i]);
      high[place] = Math.max(high[place], energies[i]);
    }
  });
  let [summedRanges, lowest, highest] = [0, Infinity, -Infinity];
  const moved: number[] = [];
  for (let place = 0; place < count; place++) {
    if (high[place] > low[place]) {
      moved.push(places.values[place]);
      summedRanges += high[place] - low[place];
      lowest = Math.min(lowest, low[place]);
      highest = Math.max(highest, high[place]);
    }
  }
  return isMoved(moved) && summedRanges > overlap * (highest - lowest);
}

/**
 * The ranges of one energy at each position of the other, summed, over the total range: 1 unless it
 * is a map.
 */
const overlap = 1.5;
