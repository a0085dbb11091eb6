import type { IPlotArea } from '../figures/maps/area.js';
import type { IPlace } from '../figures/maps/clip.js';
import type { ColoredCut } from '../figures/maps/cutshape.js';
import { cutShape } from '../figures/maps/cutshape.js';
import type { ITheme } from './theme.js';

/**
 * The cuts as they lie over a map, for a saved figure: the SVG on screen has its colours from CSS.
 */
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
    const shape = cutShape(cut, area);
    if (context && shape) {
      const color = cut.color ?? (cut.type === 'CIE' ? theme.accent : theme.second);
      Object.assign(context, { fillStyle: color, strokeStyle: color, lineWidth: 1.5 });
      context.globalAlpha = 0.25;
      trace(context, shape.band);
      context.fill();
      context.globalAlpha = 1;
      if (shape.line) {
        trace(context, shape.line);
        context.stroke();
      }
    }
  }
  return canvas;
}

function trace(context: CanvasRenderingContext2D, places: readonly IPlace[]): void {
  context.beginPath();
  places.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}
