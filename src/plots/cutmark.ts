import type { LineMark } from '../analysis/linecuts.js';
import { directionOf, heldRange } from '../analysis/mapplane.js';
import type { Cut } from '../science/map.js';
import { planeOf, type IPlotArea } from '../figures/maps/area.js';
import type { IPlace } from '../figures/maps/clip.js';
import { cutShape, type ColoredCut, type Segment } from '../figures/maps/cutshape.js';

const svg = 'http://www.w3.org/2000/svg';

/** A cut with an identity, independent of how many there are. */
export type NamedCut = ColoredCut & { readonly id: string };

/** The draggable parts of a cut: for a line also its ends. */
export type CutPart = 'line' | 'band' | 'low' | 'high' | 'from' | 'to';

const radius = 6;
/**
 * Least distance at which an edge can be grabbed from its line, pixels: otherwise only the line of
 * a narrow band could be grabbed.
 */
const reach = 7;

/**
 * A cut above a map: its line, its band, their edges, and the ends of a line. The nodes stay while
 * the cut moves.
 */
export class CutMark {
  constructor() {
    this.node.setAttribute('tabindex', '0');
    this._band.classList.add('jp-XESCut-band');
    this.node.append(this._name, this._band);
    for (const name of ['low', 'high', 'line', 'grip'] as const) {
      this._lines[name].classList.add(`jp-XESCut-${name}`);
      this.node.append(this._lines[name]);
    }
    for (const name of ['from', 'to'] as const) {
      this._ends[name].classList.add('jp-XESCut-end', `jp-XESCut-${name}`);
      this._ends[name].setAttribute('r', String(radius));
      this.node.append(this._ends[name]);
    }
  }

  readonly node: SVGGElement = document.createElementNS(svg, 'g');

  /** The part that a node of this mark is; null if none. */
  partOf(node: EventTarget | null): CutPart | null {
    const { low, high, line, grip } = this._lines;
    const { from, to } = this._ends;
    const parts = new Map<EventTarget | null, CutPart>([
      [this._band, 'band'],
      [low, 'low'],
      [high, 'high'],
      [line, 'line'],
      [grip, 'line'],
      [from, 'from'],
      [to, 'to']
    ]);
    return parts.get(node) ?? null;
  }

  /**
   * Draw a cut. A line, edge or end outside the plot area is left out, so that it can't be grabbed
   * elsewhere.
   * @param isShown whether its profile is shown in full.
   */
  draw(cut: ColoredCut, area: IPlotArea, isShown: boolean): void {
    const { type, color } = cut;
    const shape = cutShape(cut, area);
    const way = type === 'line' ? 'line' : directionOf(type, planeOf(area));
    const classes = `jp-XESCut jp-mod-${type} jp-mod-across-${way}`;
    this.node.setAttribute('class', isShown ? `${classes} jp-mod-shown` : classes);
    this.node.style.setProperty('--xes-cut', color ?? '');
    this._name.textContent = cut.label ?? `${type} cut`;
    this.node.toggleAttribute('hidden', shape === null);
    if (type === 'line') {
      this._describeLine(cut);
    } else {
      this._describe(cut, area);
    }
    this._band.setAttribute('points', (shape?.band ?? []).map(textOf).join(' '));
    drawLine(this._lines.low, shape && apart(shape.line, shape.low, -1));
    drawLine(this._lines.high, shape && apart(shape.line, shape.high, 1));
    drawLine(this._lines.line, shape?.line ?? null);
    drawLine(this._lines.grip, shape?.line ?? null);
    drawEnd(this._ends.from, shape?.from ?? null);
    drawEnd(this._ends.to, shape?.to ?? null);
  }

  private _describe({ type, at, width }: Cut, area: IPlotArea): void {
    const [low, high] = heldRange(directionOf(type, planeOf(area)), area);
    this.node.setAttribute('role', 'slider');
    setAttributes(this.node, { 'aria-valuenow': at, 'aria-valuemin': low, 'aria-valuemax': high });
    this.node.setAttribute('aria-label', this._name.textContent ?? '');
    const text = `${at.toFixed(2)} eV, width ${width.toFixed(2)} eV`;
    this.node.setAttribute('aria-valuetext', text);
  }

  private _describeLine({ from, to, width }: LineMark): void {
    const [start, end] = [from, to].map(
      ({ incident, emission }) => `Ω ${incident.toFixed(2)}, ω ${emission.toFixed(2)}`
    );
    this.node.setAttribute('role', 'button');
    const words = `from ${start} to ${end} eV, width ${width.toFixed(2)} eV`;
    this.node.setAttribute('aria-label', `${this._name.textContent ?? ''}: ${words}`);
    for (const name of ['valuenow', 'valuemin', 'valuemax', 'valuetext']) {
      this.node.removeAttribute(`aria-${name}`);
    }
  }

  private _name = document.createElementNS(svg, 'title');
  private _band = document.createElementNS(svg, 'polygon');
  private _lines = {
    low: document.createElementNS(svg, 'line'),
    high: document.createElementNS(svg, 'line'),
    line: document.createElementNS(svg, 'line'),
    grip: document.createElementNS(svg, 'line')
  };
  private _ends = {
    from: document.createElementNS(svg, 'circle'),
    to: document.createElementNS(svg, 'circle')
  };
}

/**
 * The invisible handle of an edge, at some distance from its line; a drag does not move the edge to
 * the pointer.
 * @param side of the line for an edge that coincides with it.
 */
function apart(line: Segment | null, edge: Segment | null, side: 1 | -1): Segment | null {
  if (!line || !edge) {
    return edge;
  }
  const [from, to] = line;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const normal = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  const off = (edge[0].x - from.x) * normal.x + (edge[0].y - from.y) * normal.y;
  if (!(Math.abs(off) < reach)) {
    return edge;
  }
  const by = (Math.abs(off) > 1e-6 ? Math.sign(off) : side) * reach - off;
  const moved = ({ x, y }: IPlace) => ({ x: x + by * normal.x, y: y + by * normal.y });
  return [moved(edge[0]), moved(edge[1])];
}

function drawLine(node: SVGLineElement, segment: Segment | null): void {
  node.toggleAttribute('hidden', segment === null);
  if (segment) {
    const [from, to] = segment;
    setAttributes(node, { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
  }
}

function drawEnd(node: SVGCircleElement, at: IPlace | null): void {
  node.toggleAttribute('hidden', at === null);
  if (at) {
    setAttributes(node, { cx: at.x, cy: at.y });
  }
}

function textOf({ x, y }: IPlace): string {
  return `${x},${y}`;
}

function setAttributes(node: Element, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value)) {
      node.setAttribute(name, String(value));
    }
  }
}
