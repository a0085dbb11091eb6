import { XESError } from '../base/errors.js';
import { isWithin } from './equalenergies.js';
import type { RXESMap } from './map.js';
import { checkRange } from './ranges.js';
import type { Range } from './spectrum.js';
import { isMeasured } from './statistics.js';
import { uncertaintyOfMap } from './uncertainty/cells.js';
import { throughDeferred } from './uncertainty/linear.js';
import { selection } from './uncertainty/operators.js';
import { isUnknownSigma, unknownSigma } from './unknownsigma.js';

/** Part of a map to retain, eV; null: the whole axis. */
export interface CropRanges {
  incident: Range | null;
  emission: Range | null;
  /** Δ = Ω − ω of each cell. */
  transfer: Range | null;
}

/** First and last index of rows or columns; empty if the last is before the first. */
type Span = readonly [number, number];

/**
 * The part of a map whose cells lie in all ranges, ends included; cells are unchanged, nothing is
 * interpolated. A range of Δ selects a slanting band: the enclosing grid is retained, with empty
 * cells outside the band.
 * @throws XESError `spectrum/empty-range` for an invalid range, or if no measured cell lies in all
 * of them; `scan/not-a-map` if a single row or column remains.
 */
export function cropMap(map: RXESMap, { incident, emission, transfer }: CropRanges): RXESMap {
  [incident, emission, transfer].forEach(range => range && checkRange(range));
  const inRanges = {
    rows: spanOf(map.emission, emission),
    columns: spanOf(map.incident, incident)
  };
  const { rows, columns } = transfer ? bandOf(map, inRanges, transfer) : inRanges;
  const isNothing = isEmpty(rows) || isEmpty(columns);
  const part = isNothing ? null : partOf(map, { rows, columns }, transfer);
  if (!part?.intensity.some(isMeasured)) {
    throw new XESError(
      'spectrum/empty-range',
      'No measured cell of the map lies in these ranges: make them wider, or move them.'
    );
  }
  if (rows[0] === rows[1] || columns[0] === columns[1]) {
    throw new XESError(
      'scan/not-a-map',
      `Only one ${rows[0] === rows[1] ? 'row' : 'column'} of the map would be left, which is a curve: make the ranges wider, or add a cut.`
    );
  }
  return part;
}

interface Spans {
  rows: Span;
  columns: Span;
}

function isEmpty([first, last]: Span): boolean {
  return last < first;
}

function spanOf(axis: Float64Array, range: Range | null): Span {
  if (!range) {
    return [0, axis.length - 1];
  }
  const inside = [...axis.keys()].filter(i => isWithin(axis[i], range));
  return inside.length > 0 ? [inside[0], inside[inside.length - 1]] : [0, -1];
}

/** The rows and columns of part of a map that have a cell in a band of Δ. */
function bandOf({ incident, emission }: RXESMap, { rows, columns }: Spans, band: Range): Spans {
  const found: { rows: Span; columns: Span } = { rows: [Infinity, -1], columns: [Infinity, -1] };
  for (let i = rows[0]; i <= rows[1]; i++) {
    for (let j = columns[0]; j <= columns[1]; j++) {
      if (isWithin(incident[j] - emission[i], band)) {
        found.rows = [Math.min(found.rows[0], i), i];
        found.columns = [Math.min(found.columns[0], j), Math.max(found.columns[1], j)];
      }
    }
  }
  return found;
}

function partOf(map: RXESMap, { rows, columns }: Spans, band: Range | null): RXESMap {
  const [height, width] = [rows[1] - rows[0] + 1, columns[1] - columns[0] + 1];
  const incident = map.incident.slice(columns[0], columns[1] + 1);
  const emission = map.emission.slice(rows[0], rows[1] + 1);
  const cells = (values: Float64Array) => {
    const part = new Float64Array(height * width);
    for (let i = 0; i < height; i++) {
      const from = (rows[0] + i) * map.incident.length + columns[0];
      part.set(values.subarray(from, from + width), i * width);
      for (let j = 0; band && j < width; j++) {
        if (!isWithin(incident[j] - emission[i], band)) {
          part[i * width + j] = NaN;
        }
      }
    }
    return part;
  };
  const { counts, monitor, sigma } = map;
  const uncertainty = throughDeferred(uncertaintyOfMap(map), () =>
    selection(cellsOf(map, rows, columns), map.intensity.length)
  );
  return {
    ...map,
    uncertainty,
    incident,
    emission,
    intensity: cells(map.intensity),
    sigma: isUnknownSigma(sigma) ? unknownSigma(height * width) : cells(sigma),
    counts: counts && cells(counts),
    ...(monitor === undefined ? {} : { monitor: monitor && cells(monitor) })
  };
}

/** Indices of the cells of part of a map, row by row. */
function cellsOf({ incident }: RXESMap, rows: Span, columns: Span): Uint32Array {
  const [height, width] = [rows[1] - rows[0] + 1, columns[1] - columns[0] + 1];
  const cells = new Uint32Array(height * width);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      cells[i * width + j] = (rows[0] + i) * incident.length + columns[0] + j;
    }
  }
  return cells;
}
