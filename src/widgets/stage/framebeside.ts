import type { ProfileKind } from '../../analysis/document/index.js';
import { planeOf, type IPlotArea, type IProfileFrame } from '../../plots/index.js';

/** Where a node lies in what it stands on, pixels. */
type Box = Pick<HTMLElement, 'offsetLeft' | 'offsetTop' | 'offsetWidth' | 'offsetHeight'>;

/**
 * How a plot of profiles lies beside a map whose axis it shares: one along Ω that stands above or below it, or one along ω
 * to its side. Null where it stands elsewhere, or where the map's axes are not known yet.
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
    return isShared ? { along: 'x', range: area.x, margins: [area.left, right], plane } : null;
  }
  const isShared = plot.offsetTop === map.offsetTop && isSame(plot.offsetHeight, map.offsetHeight);
  const below = map.offsetHeight - area.top - area.height;
  return isShared ? { along: 'y', range: area.y, margins: [area.top, below], plane } : null;
}

/** Two sizes of nodes that are laid out. */
function isSame(one: number, other: number): boolean {
  return one > 0 && one === other;
}
