import { XESError } from '../base/errors.js';
import { unitOfArm } from './intensityunit.js';
import { gridCells, type AxisLevels } from './gridcells.js';
import { kindOf } from './kind.js';
import { levels, levelsOfPoints, levelsOfValues } from './levels.js';
import type { MapAxes, RXESMap } from './map.js';
import type { PointAxis } from './pointaxis.js';
import { CellSums, type ArmPoints, type CellValues, type Points } from './points.js';
import { gridOfReadings, type MapLevels } from './readbacks.js';
import type { Spectrum } from './spectrum.js';
import { isMeasured } from './statistics.js';
import { surveyOf } from './survey.js';
import { independentCells } from './uncertainty/cells.js';
import { independentPoints } from './uncertainty/curve.js';
import { restoredAt, restoredCells } from './uncertainty/restored.js';

/**
 * Arrange the points of a scan as a map. The order of the points does not matter: rows and columns
 * may be nested either way, snake, descend, or stop early; the incident readback may jitter.
 * @throws XESError `scan/no-energy` without an incident energy, `scan/not-a-map` if one energy is
 * constant, `scan/too-scattered` if nearly all cells would be empty, `scan/no-intensity` if all
 * are.
 */
export function scanMap(points: Points, arm: ArmPoints): RXESMap {
  if (!points.incident) {
    throw new XESError('scan/no-energy', 'This scan has no incident energy, so it is no map.');
  }
  const exact = {
    incident: levelsOfValues(points.incident, points.incidentJitter),
    emission: levelsOfValues(arm.emission)
  };
  const { incident: columns, emission: rows } = gridded(points.incident, points, arm, exact);
  const width = columns.values.length;
  if (width < 2 || rows.values.length < 2) {
    throw new XESError(
      'scan/not-a-map',
      'One of the two energies is constant: open it as a spectrum.'
    );
  }
  refuseScattered(width, rows.values.length, arm.emission.length);
  const byRow = { axis: arm.emission, levels: rows };
  const byColumn = { axis: points.incident, levels: columns };
  const cells =
    gridCells(points, arm, byRow, byColumn) ?? summedCells(points, arm, byRow, byColumn);
  if (surveyOf(cells).count === 0) {
    throw nothingMeasured(points);
  }
  const { incidentJitter } = points;
  const { values: incident } = columns;
  const mapValues = {
    incident,
    emission: rows.values,
    ...cells,
    ...unitOf(points, arm),
    ...(incidentJitter ? { incidentJitter } : {})
  };
  return {
    ...mapValues,
    ...(arm.countIds ? { uncertainty: independentCells(mapValues, arm.countIds) } : {}),
    ...(arm.deviations
      ? {
          uncertainty: restoredCells(
            arm.deviations,
            cellsOfPoints(byRow, byColumn),
            width * rows.values.length
          )
        }
      : {})
  };
}

/**
 * Rows and columns of equal energies; if nearly every point would have its own, those found from
 * groups of readings.
 */
function gridded(
  incident: PointAxis,
  { incidentJitter }: Points,
  { emission }: ArmPoints,
  exact: MapLevels
): MapLevels {
  const most = Math.max(exact.incident.values.length, exact.emission.values.length);
  return 2 * most > emission.length
    ? (gridOfReadings(incident, emission, incidentJitter) ?? exact)
    : exact;
}

function summedCells(
  points: Points,
  arm: ArmPoints,
  rows: AxisLevels,
  columns: AxisLevels
): CellValues {
  const width = columns.levels.values.length;
  const sums = new CellSums(points, arm, width * rows.levels.values.length);
  cellsOfPoints(rows, columns).forEach((cell, i) => cell >= 0 && sums.add(cell, i));
  return sums.finish();
}

/** The cell of each point; −1 if it has none. */
function cellsOfPoints(rows: AxisLevels, columns: AxisLevels): Int32Array {
  const width = columns.levels.values.length;
  const [row, column] = [rows, columns].map(({ axis, levels: of }) => levelsOfPoints(axis, of));
  return row.map((level, i) => (level >= 0 && column[i] >= 0 ? level * width + column[i] : -1));
}

function unitOf(points: Points, arm: ArmPoints): Pick<Spectrum, 'unit'> {
  const unit = unitOfArm(points, arm);
  return unit === undefined ? {} : { unit };
}

function nothingMeasured({ monitor }: Points): XESError {
  const isDark = monitor !== null && !monitor.some(value => value > 0);
  return new XESError(
    'scan/no-intensity',
    isDark
      ? 'The monitor (I1) is nowhere above zero: there is nothing to divide the counts by, so no map. Was the shutter closed?'
      : 'No point of this scan has an intensity that is a number: there is nothing to make a map of.'
  );
}

/** No browser can draw more cells than this. */
const mostCells = 5e7;

/** Up to this many cells a map is created however empty it is. */
const fewCells = 1e6;

/**
 * Energies that never repeat give each point its own row and column: n points need n² cells, more
 * than fit in memory.
 */
function refuseScattered(columns: number, rows: number, points: number): void {
  const cells = columns * rows;
  if (cells > mostCells || (cells > fewCells && cells > 64 * points)) {
    throw new XESError(
      'scan/too-scattered',
      `The ${points} points of this scan do not lie on a grid: its ${columns} incident and ${rows} emission ` +
        'energies would make a map of almost only empty cells. Bin the energies, or measure on a grid.'
    );
  }
}

/**
 * The points of a scan as one curve: over Ω for HERFD-XANES, else over ω; ascending; repeats of an
 * energy are added up as ΣN/ΣI1; unmeasured points are left out.
 */
export function scanSpectrum(points: Points, arm: ArmPoints): Spectrum {
  const { incident, incidentJitter } = points;
  const isHERFD = kindOf(incident, arm.emission, incidentJitter) === 'HERFD-XANES';
  const jitter = isHERFD ? incidentJitter : undefined;
  const axis = levels(isHERFD && incident ? incident : arm.emission, jitter);
  const sums = new CellSums(points, arm, axis.values.length);
  axis.of.forEach((level, i) => level >= 0 && sums.add(level, i));
  const { intensity, sigma, counts, monitor } = sums.finish();
  const isWhole = intensity.every(isMeasured);
  const keep = (values: Float64Array) =>
    isWhole ? values : values.filter((_, i) => isMeasured(intensity[i]));
  const measuredLevels = [...axis.values.keys()].filter(level => isMeasured(intensity[level]));
  const curve = {
    energy: keep(axis.values),
    intensity: keep(intensity),
    sigma: keep(sigma),
    counts: counts && keep(counts),
    monitor: monitor && keep(monitor),
    ...unitOf(points, arm),
    ...(jitter ? { jitter } : {})
  };
  return {
    ...curve,
    ...(arm.countIds ? { uncertainty: independentPoints(curve, arm.countIds) } : {}),
    ...(arm.deviations ? restoredAt(arm.deviations, axis.of, measuredLevels) : {})
  };
}

/**
 * Edges of the pixels around ascending energies (n) → (n + 1): the midpoints between neighbours,
 * the outermost mirrored. A single energy gets a pixel of 1 eV.
 */
export function edges(energies: Float64Array): Float64Array {
  const n = energies.length;
  const result = new Float64Array(n + 1);
  for (let i = 1; i < n; i++) {
    result[i] = (energies[i - 1] + energies[i]) / 2;
  }
  if (n > 0) {
    result[0] = n > 1 ? 2 * energies[0] - result[1] : energies[0] - 0.5;
    result[n] = n > 1 ? 2 * energies[n - 1] - result[n - 1] : energies[0] + 0.5;
  }
  return result;
}

/** Edges of a map's pixels along both axes, eV: n + 1 for n energies. */
export interface MapEdges {
  incident: Float64Array;
  emission: Float64Array;
}

/** Maps are immutable, and their edges are needed for every move of the pointer. */
const knownEdges = new WeakMap<MapAxes, MapEdges>();

/** The edges of a map's pixels, computed once per map. */
export function mapEdges(map: MapAxes): MapEdges {
  let mapPixelEdges = knownEdges.get(map);
  if (!mapPixelEdges) {
    mapPixelEdges = { incident: edges(map.incident), emission: edges(map.emission) };
    knownEdges.set(map, mapPixelEdges);
  }
  return mapPixelEdges;
}
