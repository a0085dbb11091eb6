import { levelsByGap, levelsOfPoints, levelsOfValues, type Levels } from './levels.js';
import { pointValues, type PointAxis } from './pointaxis.js';

/** Columns and rows of a map, as `levelsOfValues` has them. */
export interface MapLevels {
  incident: Levels;
  emission: Levels;
}

/** Levels, and that of each point (n; -1 for none). */
interface PointLevels {
  found: Levels;
  values: Float64Array;
  of: Int32Array;
}

/** Readings of one place differ by less than this part of their energy: an encoder's last digits, no steps. */
const noise = 5e-6;

/** The least part of a grid's cells that have a point, and of the points that have a cell of their own. */
const [mostlyFilled, mostlyAlone] = [0.5, 0.9];

/** The part of the spread about the levels that the other energy may account for. */
const mostSystematic = 0.75;

/**
 * The grid that scattered readings of two energies lie on, where nothing says how much they jitter: of each energy that
 * seldom repeats the groups that clear gaps part, each of several points of the other energy. A level's value is the
 * median of its readings.
 * @returns null where they lie on no grid, or differ with the other energy, as ω = Ω − Δ does at one Δ.
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

/** Equal energies, or those within the jitter; groups of them where most occur once. */
function ownLevels(axis: PointAxis, jitter = 0): PointLevels | null {
  const exact = levelsOfValues(axis, jitter);
  const isRepeated = 2 * exact.values.length <= axis.length;
  const found = isRepeated || jitter > 0 ? exact : levelsByGap(axis);
  return found && isMoved(found.values)
    ? { found, values: found.values, of: levelsOfPoints(axis, found) }
    : null;
}

/** Whether places differ by more than readings of one. @param places ascending */
function isMoved(places: ArrayLike<number>): boolean {
  const [first, last] = [places[0], places[places.length - 1]];
  return places.length > 1 && last - first > noise * last;
}

function isGridOf(columns: PointLevels, rows: PointLevels): boolean {
  const [width, height] = [columns.values.length, rows.values.length];
  const filled = new Set<number>();
  let measured = 0;
  columns.of.forEach((column, i) => {
    if (column >= 0 && rows.of[i] >= 0) {
      measured++;
      filled.add(rows.of[i] * width + column);
    }
  });
  return (
    measured > Math.max(width, height) &&
    filled.size >= mostlyAlone * measured &&
    filled.size >= mostlyFilled * width * height
  );
}

/** Whether readings lie beside their levels together wherever the other energy is the same. */
function isSystematic(axis: PointAxis, own: PointLevels, other: PointLevels): boolean {
  const sums = new Float64Array(other.values.length);
  const counts = new Float64Array(other.values.length);
  let most = 0;
  pointValues(axis).forEach((energy, i) => {
    if (own.of[i] >= 0 && other.of[i] >= 0) {
      const off = energy - own.values[own.of[i]];
      sums[other.of[i]] += off;
      counts[other.of[i]]++;
      most = Math.max(most, Math.abs(off));
    }
  });
  return sums.some((sum, k) => counts[k] > 1 && Math.abs(sum / counts[k]) > mostSystematic * most);
}

/**
 * Whether one energy came back to its places while the other went through much the same range at each: a map, though no
 * two points of it may be in one row. Places that differ by an encoder's last digits are one.
 */
export function isRevisited(axis: PointAxis, other: PointAxis, jitter = 0): boolean {
  const places = levelsOfValues(axis, jitter);
  const of = levelsOfPoints(axis, places);
  const energies = pointValues(other);
  const count = places.values.length;
  const [low, high] = [
    new Float64Array(count).fill(Infinity),
    new Float64Array(count).fill(-Infinity)
  ];
  of.forEach((place, i) => {
    if (place >= 0 && Number.isFinite(energies[i])) {
      low[place] = Math.min(low[place], energies[i]);
      high[place] = Math.max(high[place], energies[i]);
    }
  });
  let [inAll, lowest, highest] = [0, Infinity, -Infinity];
  const moved: number[] = [];
  for (let place = 0; place < count; place++) {
    if (high[place] > low[place]) {
      moved.push(places.values[place]);
      inAll += high[place] - low[place];
      lowest = Math.min(lowest, low[place]);
      highest = Math.max(highest, high[place]);
    }
  }
  return isMoved(moved) && inAll > overlap * (highest - lowest);
}

/** The ranges that one energy went through at the places of the other, together, in those of all: without a map 1. */
const overlap = 1.5;
