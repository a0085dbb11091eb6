import type { ReferenceMark } from '../analysis/document/index.js';
import { lineText, linesAlong } from '../figures/curves/linesalong.js';
import { plainWords } from '../figures/axes.js';
import { isWithin, pixelAt, type IPlotArea } from '../figures/maps/area.js';
import {
  insideOf,
  placeLabels,
  type IPlacedLabel,
  type IRect
} from '../figures/curves/linelabels.js';
import type { IFigure } from './plotly.js';
import { textWidth } from './textwidth.js';
import type { ITheme } from './theme.js';

export { lineText, linesAlong };

const svg = 'http://www.w3.org/2000/svg';

/** A line at its position over a plot. */
interface IPlacedLine {
  readonly line: ReferenceMark;
  readonly x: number;
  /** Null if there is no room for its name. */
  readonly label: IPlacedLabel | null;
  readonly node: SVGGElement;
}

/**
 * Known energies as vertical lines over curves, each with its name; only names receive pointer
 * events.
 */
export class ReferenceLayer {
  constructor() {
    this.node.classList.add('jp-XESReferenceLayer');
    this.node.setAttribute('role', 'img');
    this.node.toggleAttribute('hidden', true);
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  /**
   * Draw lines; those outside are left out.
   * @param obstacles what no name may cover, pixels of the node; null while the axes move: names
   * then stay with their lines.
   */
  draw(lines: readonly ReferenceMark[], area: IPlotArea, obstacles: readonly IRect[] | null): void {
    const seen = lines.filter(({ energy }) => isWithin(area, 'x', energy));
    this.node.toggleAttribute('hidden', seen.length === 0);
    this.node.setAttribute('aria-label', `Reference lines: ${seen.map(lineText).join('; ')}`);
    if (obstacles) {
      this._place(seen, area, obstacles);
    } else {
      this._move(seen, area);
    }
  }

  private _place(
    seen: readonly ReferenceMark[],
    area: IPlotArea,
    obstacles: readonly IRect[]
  ): void {
    const drawn = seen.map(line => lineNode(line, pixelAt(area, 'x', line.energy), area));
    this.node.replaceChildren(...drawn.map(({ node }) => node));
    // names may be long: one that does not fit is left out
    const labels = drawn.map(({ x, text }, i) => ({ x, width: textWidth(text, seen[i].name) }));
    const places = placeLabels(labels, insideOf(area), obstacles);
    drawn.forEach(({ text }, i) => placeText(text, places[i]));
    this._placed = drawn.map(({ x, node }, i) => ({ line: seen[i], x, label: places[i], node }));
    this._area = area;
  }

  /** Move lines without measuring; a new line has no name until the axes come to rest. */
  private _move(seen: readonly ReferenceMark[], area: IPlotArea): void {
    const known = new Set(this._placed.map(({ line }) => line));
    const coming = seen.filter(line => !known.has(line));
    const more = coming.map(line => {
      const { node, text, x } = lineNode(line, pixelAt(area, 'x', line.energy), area);
      placeText(text, null);
      return { line, x, label: null, node };
    });
    this.node.append(...more.map(({ node }) => node));
    this._placed = [...this._placed, ...more];
    this._area ??= area;
    const isSeen = new Set(seen);
    for (const { line, x, node } of this._placed) {
      node.toggleAttribute('hidden', !isSeen.has(line));
      if (isSeen.has(line)) {
        node.setAttribute('transform', `translate(${pixelAt(area, 'x', line.energy) - x} 0)`);
      }
    }
  }

  clear(): void {
    this._placed = [];
    this._area = null;
    this.node.replaceChildren();
    this.node.toggleAttribute('hidden', true);
  }

  /** A figure with the lines added as drawn, for a picture of the plot. */
  inFigure({ data, layout }: IFigure, theme: ITheme): IFigure {
    const area = this._area;
    if (!area || this._placed.length === 0) {
      return { data, layout };
    }
    const shapes = this._placed.map(({ line }) => ({
      type: 'line',
      xref: 'x',
      yref: 'paper',
      x0: line.energy,
      x1: line.energy,
      y0: 0,
      y1: 1,
      line: { color: theme.text, width: 1, dash: 'dot' }
    }));
    const annotations = this._placed.flatMap(({ line, x, label }) =>
      label
        ? [
            {
              text: plainWords(line.name),
              showarrow: false,
              xref: 'x',
              yref: 'paper',
              x: line.energy,
              xshift: label.x - x,
              y: 1 - (label.y - area.top) / area.height,
              xanchor: label.anchor === 'start' ? 'left' : 'right',
              yanchor: 'bottom',
              borderpad: 0,
              font: { color: theme.text, size: 11 }
            }
          ]
        : []
    );
    return {
      data,
      layout: {
        ...layout,
        shapes: [...listOf(layout.shapes), ...shapes],
        annotations: [...listOf(layout.annotations), ...annotations]
      }
    };
  }

  private _placed: readonly IPlacedLine[] = [];
  private _area: IPlotArea | null = null;
}

function listOf(drawn: unknown): readonly unknown[] {
  return Array.isArray(drawn) ? drawn : [];
}

function lineNode(mark: ReferenceMark, x: number, { top, height }: IPlotArea) {
  const node = document.createElementNS(svg, 'g');
  const line = document.createElementNS(svg, 'line');
  const text = document.createElementNS(svg, 'text');
  const title = document.createElementNS(svg, 'title');
  Object.entries({ x1: x, x2: x, y1: top, y2: top + height }).forEach(([name, value]) =>
    line.setAttribute(name, String(value))
  );
  text.textContent = mark.name;
  title.textContent = lineText(mark);
  text.append(title);
  node.append(line, text);
  return { node, text, x };
}

function placeText(text: SVGTextElement, place: IPlacedLabel | null): void {
  text.toggleAttribute('hidden', place === null);
  if (place) {
    text.setAttribute('x', String(place.x));
    text.setAttribute('y', String(place.y));
    text.setAttribute('text-anchor', place.anchor);
  }
}
