import type { ProfileKind, ProfilePlaces } from '../../analysis/document/index.js';
import type { IBox } from './display.js';

/** A plot of a map with its profiles. */
export type GridPlot = 'main' | ProfileKind;

/** Height of a map relative to its width. */
const mapHeight = 0.8;
/**
 * Width of the plot to the right of a map that is 5 wide, and height of the plot above a map that
 * is 4 high.
 */
const [side, along] = [1.6, 2];

/**
 * Least height of a profile relative to the width of the page: below that there is hardly room
 * beyond the axis.
 */
const low = 0.3;

interface IGrid {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** Null for an empty cell. */
  readonly areas: readonly (readonly (GridPlot | null)[])[];
}

/**
 * A map and the plots of its profiles, arranged as in the viewer; `ratio` is the total height over
 * the width.
 */
export interface IProfileGrid {
  readonly places: ReadonlyMap<GridPlot, IBox>;
  readonly ratio: number;
}

/** Arrange a map and its profiles, as on the screen. @param kinds the existing ones. */
export function profileGrid(kinds: ReadonlySet<ProfileKind>, place: ProfilePlaces): IProfileGrid {
  const grid = place === 'right' ? atRight(kinds) : aroundMap(kinds, place);
  const [width, height] = [sum(grid.columns), sum(grid.rows)];
  const places = new Map<GridPlot, IBox>();
  for (const name of new Set(grid.areas.flat().filter(entry => entry !== null))) {
    const rows = grid.areas.flatMap((row, i) => (row.includes(name) ? [i] : []));
    const columns = grid.areas[rows[0]].flatMap((entry, i) => (entry === name ? [i] : []));
    const [top, left] = [rows[0], columns[0]];
    places.set(name, {
      x: sum(grid.columns.slice(0, left)) / width,
      y: sum(grid.rows.slice(0, top)) / height,
      width: sum(grid.columns.slice(left, left + columns.length)) / width,
      height: sum(grid.rows.slice(top, top + rows.length)) / height
    });
  }
  const main = places.get('main') ?? { width: 1, height: 1 };
  const ratio = (mapHeight * main.width) / main.height;
  return { places, ratio: place === 'right' ? Math.max(ratio, low * grid.rows.length) : ratio };
}

/** CEE above or below the map, CIE to its right, and lines in the remaining corner. */
function aroundMap(kinds: ReadonlySet<ProfileKind>, place: 'around' | 'below'): IGrid {
  const [hasCIE, hasCEE, hasLine] = [kinds.has('CIE'), kinds.has('CEE'), kinds.has('line')];
  const hasSide = hasCIE || hasLine;
  const hasAlong = hasCEE || (hasCIE && hasLine);
  const main = [
    'main' as const,
    ...(hasSide ? [hasCIE ? ('CIE' as const) : ('line' as const)] : [])
  ];
  const corner = hasSide ? [hasLine ? ('line' as const) : null] : [];
  const other = [hasCEE ? ('CEE' as const) : ('line' as const), ...corner];
  const rows = hasAlong ? [other, main] : [main];
  const heights = hasAlong ? [along, 4] : [4];
  const isBelow = place === 'below';
  return {
    columns: hasSide ? [5, side] : [5],
    rows: isBelow ? heights.reverse() : heights,
    areas: isBelow ? rows.reverse() : rows
  };
}

function atRight(kinds: ReadonlySet<ProfileKind>): IGrid {
  const there = (['CIE', 'CEE', 'line'] as const).filter(kind => kinds.has(kind));
  return there.length === 0
    ? { columns: [1], rows: [1], areas: [['main']] }
    : {
        columns: [3, 2],
        rows: there.map(() => 1),
        areas: there.map(kind => ['main', kind])
      };
}

/** A part of a box, as a box. */
export function within(box: IBox, part: IBox = whole): IBox {
  return {
    x: box.x + part.x * box.width,
    y: box.y + part.y * box.height,
    width: part.width * box.width,
    height: part.height * box.height
  };
}

const whole: IBox = { x: 0, y: 0, width: 1, height: 1 };

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
