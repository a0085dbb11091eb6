import type { ContoursView } from '../analysis/document/index.js';
import type { ContourLines } from '../figures/index.js';
import type { IPlotArea } from '../figures/maps/area.js';
import { contourLabels } from '../figures/maps/contourlabels.js';
import { pixelsOf, traceContour } from '../figures/maps/contourpath.js';

/** How contours are drawn. */
export type ContourStyle = Pick<ContoursView, 'color' | 'width' | 'labels' | 'centres'>;

/** White with a dark outline is visible on every colour of a map. */
const usual = { color: '#ffffff', rim: 'rgba(0, 0, 0, 0.55)' };

/** Half the size of the mark at a centre, pixels. */
const reach = 4;

const font = '11px sans-serif';

/** The canvas of a map's contours, over its pixels. */
export class ContourLayer {
  constructor() {
    this.canvas.className = 'jp-XESMap-contours';
    this.canvas.width = this.canvas.height = 0;
  }

  readonly canvas: HTMLCanvasElement = document.createElement('canvas');

  /** Set the contours to draw; null for none. */
  show(lines: ContourLines | null, style: ContourStyle): void {
    this._lines = lines;
    this._style = style;
    if (!lines) {
      this.canvas.width = this.canvas.height = 0;
    }
  }

  get bytes(): number {
    return 4 * this.canvas.width * this.canvas.height + bytesOf(this._lines);
  }

  /** Draw them at their energies. @param size of the node, pixels. */
  draw(area: IPlotArea, size: { width: number; height: number }, scale = devicePixelRatio): void {
    const { canvas, _lines: lines } = this;
    if (!lines) {
      return;
    }
    const [width, height] = [size.width, size.height].map(pixels => Math.round(pixels * scale));
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: `${size.width}px`, height: `${size.height}px` });
    }
    const context = canvas.getContext('2d');
    if (context) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, width, height);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      drawContours(context, lines, area, this._style);
    }
  }

  /** The drawing for a saved figure. */
  image(area: IPlotArea, size: { width: number; height: number }): HTMLCanvasElement | null {
    if (!this._lines) {
      return null;
    }
    const copy = new ContourLayer();
    copy.show(this._lines, this._style);
    copy.draw(area, size, 2);
    return copy.canvas;
  }

  private _lines: ContourLines | null = null;
  private _style: ContourStyle = { labels: false };
}

function bytesOf(lines: ContourLines | null): number {
  return lines ? lines.incident.byteLength + lines.emission.byteLength : 0;
}

/**
 * Draw contours within the plot area: an outline below the lines, then the lines, centres, and
 * labels.
 */
export function drawContours(
  context: CanvasRenderingContext2D,
  lines: ContourLines,
  area: IPlotArea,
  { color, width = 1, labels, centres }: ContourStyle
): void {
  context.save();
  context.beginPath();
  context.rect(area.left, area.top, area.width, area.height);
  context.clip();
  context.beginPath();
  for (let line = 0; line < lines.levelOf.length; line++) {
    traceContour(lines, line, area, context);
  }
  if (centres) {
    traceCentres(lines, area, context);
  }
  context.lineJoin = 'round';
  if (color === undefined) {
    context.strokeStyle = usual.rim;
    context.lineWidth = width + 1.5;
    context.stroke();
  }
  context.strokeStyle = color ?? usual.color;
  context.lineWidth = width;
  context.stroke();
  if (labels) {
    drawLabels(context, lines, area, color);
  }
  context.restore();
}

function traceCentres(
  { centres }: ContourLines,
  area: IPlotArea,
  context: CanvasRenderingContext2D
): void {
  const toPixel = pixelsOf(area);
  for (const { incident, emission } of centres) {
    const [x, y] = toPixel(incident, emission);
    context.moveTo(x - reach, y);
    context.lineTo(x + reach, y);
    context.moveTo(x, y - reach);
    context.lineTo(x, y + reach);
  }
}

function drawLabels(
  context: CanvasRenderingContext2D,
  lines: ContourLines,
  area: IPlotArea,
  color: string | undefined
): void {
  Object.assign(context, { font, textAlign: 'center', textBaseline: 'middle', lineWidth: 3 });
  context.fillStyle = color ?? usual.color;
  context.strokeStyle = color === undefined ? usual.rim : rimOf(color);
  for (const { text, x, y, angle } of contourLabels(lines, area)) {
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.strokeText(text, 0, 0);
    context.fillText(text, 0, 0);
    context.restore();
  }
}

/** Dark around a light colour, light around a dark one. @param color `#rrggbb` */
function rimOf(color: string): string {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  const isLight = 0.3 * red + 0.59 * green + 0.11 * blue > 127;
  return isLight ? usual.rim : 'rgba(255, 255, 255, 0.7)';
}
