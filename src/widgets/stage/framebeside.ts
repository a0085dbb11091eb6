import type { ProfileKind } from '../../analysis/document/index.js';
import { planeOf, type IPlotArea, type IProfileFrame } from '../../plots/index.js';

/** Position of a node within its parent, pixels. */
type Box = Pick<HTMLElement, 'offsetLeft' | 'offsetTop' | 'offsetWidth' | 'offsetHeight'>;

/**
 * Frame of a plot of profiles that shares an axis with a map: a plot along Ω above or below it, or
 * along ω at its side. Elsewhere it only has the map's energies. Null along lines, and while the
 * map's axes are unknown.
 * @param area the map's plot area, in pixels of its node.
 */
export function frameBeside(
  kind: ProfileKind,
  plot: Box,
  map: Box,
  area: IPlotArea | null
): IProfileFrame | null {
  if (!area || kind === 'line') {
    return null;
  }
  const plane = planeOf(area);
  if (kind === 'CEE') {
    const isShared =
      plot.offsetLeft === map.offsetLeft && isSame(plot.offsetWidth, map.offsetWidth);
    const right = map.offsetWidth - area.left - area.width;
    return isShared
      ? { along: 'x', range: area.x, margins: [area.left, right], plane }
      : frameElsewhere(kind, plot, [area]);
  }
  const isShared = plot.offsetTop === map.offsetTop && isSame(plot.offsetHeight, map.offsetHeight);
  const below = map.offsetHeight - area.top - area.height;
  return isShared
    ? { along: 'y', range: area.y, margins: [area.top, below], plane }
    : frameElsewhere(kind, plot, [area]);
}

/**
 * Energies of a plot of profiles that shares no axis with a map: those visible in any map. Null
 * along lines, and while no axes are known.
 * @param areas of the maps; null for a map whose axes are unknown.
 */
export function frameElsewhere(
  kind: ProfileKind,
  { offsetWidth }: Pick<Box, 'offsetWidth'>,
  areas: readonly (IPlotArea | null)[]
): IProfileFrame | null {
  const known = areas.filter(area => area !== null);
  if (kind === 'line' || offsetWidth === 0 || known.length === 0) {
    return null;
  }
  const energies = known.flatMap(({ x, y }) => (kind === 'CEE' ? x : y));
  const range = [Math.min(...energies), Math.max(...energies)] as const;
  return { along: 'x', range, margins: null, plane: planeOf(known[0]) };
}

/** Whether two sizes of nodes are equal, up to rounding in the layout. */
function isSame(a: number, b: number): boolean {
  return a > 0 && a === b;
}
