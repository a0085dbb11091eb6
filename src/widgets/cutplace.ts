import { cutShape, type IPlace, type IPlotArea, type NamedCut } from '../plots/index.js';

/**
 * Where the numbers of a cut are shown, pixels: at the left or upper end of its line, or at the
 * middle of a slanted one. Null if none of it is visible.
 */
export function placeBeside(cut: NamedCut, area: IPlotArea): IPlace | null {
  const shape = cutShape(cut, area);
  if (!shape) {
    return null;
  }
  const [from, to] = shape.line ?? [shape.band[0], shape.band[0]];
  const isSlanted = Math.abs(to.x - from.x) > 1 && Math.abs(to.y - from.y) > 1;
  return isSlanted
    ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
    : { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
}
