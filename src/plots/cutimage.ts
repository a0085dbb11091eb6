import type { Cut } from '../science/map.js';
import { axisOf, isWithin, type IPlotArea } from './area.js';
import type { ColoredCut } from './cutmark.js';
import type { ITheme } from './theme.js';

/** Where a cut lies in a figure: the band and the line, in pixels clipped to the plot area. */
export interface ICutPlace {
  /** Null where only a part of the band is inside. */
  line: { x: number; y: number; width: number; height: number } | null;
  band: { x: number; y: number; width: number; height: number };
}

/** @returns null where nothing of the cut is inside the plot area. */
export function cutPlace({ type, at, width }: Cut, area: IPlotArea): ICutPlace | null {
  const axis = axisOf(type);
  if (!axis) {
    return null;
  }
  const vertical = axis === 'x';
  const [low, high] = area[axis];
  const size = vertical ? area.width : area.height;
  const pixel = (energy: number) => {
    const part = (energy - low) / (high - low);
    return Math.max(0, Math.min(size, (vertical ? part : 1 - part) * size));
  };
  const ends = [pixel(at - width / 2), pixel(at + width / 2)].sort((a, b) => a - b);
  const isInside = isWithin(area, axis, at);
  if (!isInside && ends[0] === ends[1]) {
    return null;
  }
  const strip = (start: number, extent: number) =>
    vertical
      ? { x: area.left + start, y: area.top, width: extent, height: area.height }
      : { x: area.left, y: area.top + start, width: area.width, height: extent };
  const line = isInside ? strip(pixel(at) - 0.75, 1.5) : null;
  return { band: strip(ends[0], ends[1] - ends[0]), line };
}

/** The cuts as they lie over a map, for a saved figure: the SVG on screen has its colours from CSS. */
export function cutImage(
  cuts: readonly ColoredCut[],
  area: IPlotArea,
  theme: ITheme,
  width: number,
  height: number
): HTMLCanvasElement {
  const scale = 2;
  const canvas = Object.assign(document.createElement('canvas'), {
    width: width * scale,
    height: height * scale
  });
  const context = canvas.getContext('2d');
  context?.scale(scale, scale);
  for (const cut of cuts) {
    const place = cutPlace(cut, area);
    if (context && place) {
      context.fillStyle = cut.color ?? (cut.type === 'CIE' ? theme.accent : theme.second);
      context.globalAlpha = 0.25;
      context.fillRect(place.band.x, place.band.y, place.band.width, place.band.height);
      context.globalAlpha = 1;
      if (place.line) {
        context.fillRect(place.line.x, place.line.y, place.line.width, place.line.height);
      }
    }
  }
  return canvas;
}
