import type { Cut } from '../science/map.js';
import { axisOf, isWithin, pixelWithin, type IPlotArea } from './area.js';

const svg = 'http://www.w3.org/2000/svg';

/** A cut in the colour of its curve. */
export interface ColoredCut extends Cut {
  /** `#rrggbb`; that of its type where there is none. */
  readonly color?: string | null;
}

/** What of a cut can be dragged. */
export type CutPart = 'line' | 'band' | 'low' | 'high';

/** One cut above a map: its line, its band, and their edges. The nodes stay while the cut moves. */
export class CutMark {
  constructor() {
    this.node.setAttribute('tabindex', '0');
    this.node.setAttribute('role', 'slider');
    this._band.classList.add('jp-XESCut-band');
    this.node.append(this._band);
    for (const name of ['low', 'high', 'line', 'grip'] as const) {
      this._lines[name].classList.add(`jp-XESCut-${name}`);
      this.node.append(this._lines[name]);
    }
  }

  readonly node: SVGGElement = document.createElementNS(svg, 'g');

  /** The part a node of this mark is; null where it is none of them. */
  partOf(node: EventTarget | null): CutPart | null {
    const { low, high, line, grip } = this._lines;
    const parts = new Map<EventTarget | null, CutPart>([
      [this._band, 'band'],
      [low, 'low'],
      [high, 'high'],
      [line, 'line'],
      [grip, 'line']
    ]);
    return parts.get(node) ?? null;
  }

  /**
   * Draw a cut where it lies: nothing of one that has no axis here, and no line or edge that lies
   * outside, to be taken hold of where it is not.
   * @param isShown whether its profile is the one that is shown.
   */
  draw(cut: ColoredCut, area: IPlotArea, isShown: boolean): void {
    const { type, at, width, color } = cut;
    const axis = axisOf(type);
    this.node.toggleAttribute('hidden', axis === null);
    if (axis === null) {
      return;
    }
    const classes = `jp-XESCut jp-mod-${type}${isShown ? ' jp-mod-shown' : ''}`;
    this.node.setAttribute('class', classes);
    this.node.style.setProperty('--xes-cut', color ?? '');
    this.node.setAttribute('aria-label', `${type} cut`);
    setAttributes(this.node, {
      'aria-valuenow': at,
      'aria-valuemin': Math.min(...area[axis]),
      'aria-valuemax': Math.max(...area[axis])
    });
    const text = `${at.toFixed(2)} eV, width ${width.toFixed(2)} eV`;
    this.node.setAttribute('aria-valuetext', text);
    const [middle, ...ends] = [at, at - width / 2, at + width / 2].map(energy =>
      pixelWithin(area, axis, energy)
    );
    const start = Math.min(...ends);
    const extent = Math.abs(ends[1] - ends[0]);
    setAttributes(
      this._band,
      axis === 'x'
        ? { x: start, y: area.top, width: extent, height: area.height }
        : { x: area.left, y: start, width: area.width, height: extent }
    );
    for (const [line, energy, pixel] of [
      [this._lines.low, at - width / 2, ends[0]],
      [this._lines.high, at + width / 2, ends[1]],
      [this._lines.line, at, middle],
      [this._lines.grip, at, middle]
    ] as const) {
      line.toggleAttribute('hidden', !isWithin(area, axis, energy));
      setAttributes(
        line,
        axis === 'x'
          ? { x1: pixel, x2: pixel, y1: area.top, y2: area.top + area.height }
          : { x1: area.left, x2: area.left + area.width, y1: pixel, y2: pixel }
      );
    }
    this.node.toggleAttribute('hidden', !isWithin(area, axis, at) && !(extent > 0));
  }

  private _band = document.createElementNS(svg, 'rect');
  private _lines = {
    low: document.createElementNS(svg, 'line'),
    high: document.createElementNS(svg, 'line'),
    line: document.createElementNS(svg, 'line'),
    grip: document.createElementNS(svg, 'line')
  };
}

function setAttributes(node: Element, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value)) {
      node.setAttribute(name, String(value));
    }
  }
}
