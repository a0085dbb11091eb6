import type { IPaperPlot } from './page.js';

/** Plots with their places, and the height of their page relative to its width. */
export interface IPlacedPlots {
  readonly plots: readonly IPaperPlot[];
  readonly ratio: number;
}

/** A narrower map has no room next to its text, and neither have curves; pixels of the page. */
const [leastMap, leastCurves] = [200, 170];
/** Largest heights relative to the width: of maps and curves in a column, and of the page. */
const [mapHeight, curvesHeight, mostHeight] = [0.8, 0.55, 2.6];

/**
 * Arrange the plots in a single column if they are too narrow side by side and the page does not
 * become too tall; else leave them unchanged. Plots that share an axis with a map stay next to it.
 * @param width of the page, pixels.
 */
export function reflowed(placed: IPlacedPlots, width: number): IPlacedPlots {
  const { plots, ratio } = placed;
  const isNarrow = ({ place, map }: IPaperPlot) =>
    place.width < 0.99 && place.width * width < (map ? leastMap : leastCurves);
  if (plots.some(({ beside }) => beside) || !plots.some(isNarrow)) {
    return placed;
  }
  const inOrder = [...plots].sort(
    ({ place: one }, { place: other }) => one.y - other.y || one.x - other.x
  );
  const heights = inOrder.map(({ place, map }) =>
    Math.min((place.height * ratio) / place.width, map ? mapHeight : curvesHeight)
  );
  const all = heights.reduce((sum, height) => sum + height, 0);
  if (all > Math.max(mostHeight, ratio)) {
    return placed;
  }
  let y = 0;
  const places = heights.map(height => {
    const place = { x: 0, y: y / all, width: 1, height: height / all };
    y += height;
    return place;
  });
  return { plots: inOrder.map((plot, i) => ({ ...plot, place: places[i] })), ratio: all };
}
