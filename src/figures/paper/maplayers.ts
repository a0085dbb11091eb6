import type { ContoursView } from '../../analysis/document/types.js';
import type { ContourLines } from '../contourlines.js';
import type { IPlotArea } from '../maps/area.js';
import { contourLabels } from '../maps/contourlabels.js';
import { pixelsOf, traceContour } from '../maps/contourpath.js';
import { cutShape, type ColoredCut } from '../maps/cutshape.js';
import type { ITheme } from '../theme.js';
import { colorOf } from './color.js';
import type { Item } from './display.js';

/** How contours are drawn. */
export type ContourStyle = Pick<ContoursView, 'color' | 'width' | 'labels' | 'centres'>;

/** White with a dark outline is visible on every colour of a map. */
const usual = { color: '#ffffff', rim: 'rgba(0, 0, 0, 0.55)' };
/** Half the size of the mark at a centre, pixels. */
const reach = 4;
const labelSize = 11;

/** Lines of equal intensity, their centres, and their labels. */
export function contourItems(
  lines: ContourLines,
  area: IPlotArea,
  { color, width = 1, labels, centres }: ContourStyle
): Item[] {
  const paths: number[][] = [];
  const pen = {
    moveTo: (x: number, y: number) => void paths.push([x, y]),
    lineTo: (x: number, y: number) => void paths.at(-1)?.push(x, y)
  };
  for (let line = 0; line < lines.levelOf.length; line++) {
    traceContour(lines, line, area, pen);
  }
  const toPixel = pixelsOf(area);
  const marks = centres
    ? lines.centres.flatMap(({ incident, emission }) => {
        const [x, y] = toPixel(incident, emission);
        return [
          [x - reach, y, x + reach, y],
          [x, y - reach, x, y + reach]
        ];
      })
    : [];
  const all = [...paths, ...marks];
  const rim = color === undefined ? usual.rim : rimOf(color);
  const words = labels ? contourLabels(lines, area) : [];
  return [
    ...(color === undefined
      ? [{ kind: 'path' as const, lines: all, stroke: usual.rim, width: width + 1.5 }]
      : []),
    { kind: 'path', lines: all, stroke: color ?? usual.color, width },
    ...words.map(({ text, x, y, angle }): Item => {
      const [dx, dy] = [-Math.sin(angle), Math.cos(angle)].map(value => value * labelSize * 0.36);
      return {
        kind: 'text',
        text,
        x: x + dx,
        y: y + dy,
        anchor: 'middle',
        angle: (angle * 180) / Math.PI,
        size: labelSize,
        color: color ?? usual.color,
        rim
      };
    })
  ];
}

/** Dark around a light colour, light around a dark one. */
function rimOf(color: string): string {
  const [red, green, blue] = colorOf(color);
  return 0.3 * red + 0.59 * green + 0.11 * blue > 127 ? usual.rim : 'rgba(255, 255, 255, 0.7)';
}

/** Cuts over a map: their bands, and their lines with a bright outline, visible on every colour. */
export function cutItems(cuts: readonly ColoredCut[], area: IPlotArea, theme: ITheme): Item[] {
  return cuts.flatMap(cut => {
    const shape = cutShape(cut, area);
    const color = cut.color ?? (cut.type === 'CIE' ? theme.accent : theme.second);
    const band = shape?.band.flatMap(({ x, y }) => [x, y]) ?? [];
    const line = shape?.line?.flatMap(({ x, y }) => [x, y]);
    const path = { kind: 'path' as const, lines: line ? [line] : [] };
    return [
      { kind: 'path' as const, lines: [band], isClosed: true, fill: color, opacity: 0.25 },
      { ...path, stroke: 'rgba(255, 255, 255, 0.7)', width: 3 },
      { ...path, stroke: color, width: 1.5 }
    ];
  });
}
