import { isInside, type IPlotArea } from '../figures/maps/area.js';

const svg = 'http://www.w3.org/2000/svg';

/** Two thin lines through the pointer, across the whole plot area. */
export class Crosshair {
  constructor() {
    this.node.classList.add('jp-XESCrosshair');
    this.node.setAttribute('aria-hidden', 'true');
    this.node.append(this._vertical, this._horizontal);
    this.hide();
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  /** Move the lines to a point of the node (pixels); outside of the plot area they are hidden. */
  show(area: IPlotArea, x: number, y: number): void {
    if (!isInside(area, x, y)) {
      this.hide();
      return;
    }
    place(this._vertical, x, area.top, x, area.top + area.height);
    place(this._horizontal, area.left, y, area.left + area.width, y);
    this.node.toggleAttribute('hidden', false);
  }

  get isShown(): boolean {
    return !this.node.hasAttribute('hidden');
  }

  hide(): void {
    this.node.toggleAttribute('hidden', true);
  }

  private _vertical = document.createElementNS(svg, 'line');
  private _horizontal = document.createElementNS(svg, 'line');
}

function place(line: SVGLineElement, x1: number, y1: number, x2: number, y2: number): void {
  for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) {
    line.setAttribute(name, String(value));
  }
}
