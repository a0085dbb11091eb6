import type { IDisposable } from '@lumino/disposable';
import type { Cut } from '../science/map.js';
import { DisposableStore } from '../lifecycle/index.js';

/** Where energies lie on the node, in pixels. */
export interface IPlotArea {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Visible Ω and ω, eV. */
  x: [number, number];
  y: [number, number];
}

export interface ICutLayerOptions {
  /** A cut was moved, or its width changed, by hand or by key. */
  onChange: (index: number, patch: Partial<Cut>) => void;
  onRemove: (index: number) => void;
  /** The hand let go of a cut. */
  onRest?: () => void;
  /** One step of the energy a cut holds constant, eV. */
  step: (cut: Cut) => number;
}

const svg = 'http://www.w3.org/2000/svg';

/** Lines and bands of the cuts above a map, to be dragged; plotly never sees them. */
export class CutLayer implements IDisposable {
  constructor(private _options: ICutLayerOptions) {
    this.node.classList.add('jp-XESCutLayer');
    this._owned.listen<PointerEvent>(this.node, 'pointerdown', event => this._start(event));
    this._owned.listen<PointerEvent>(this.node, 'pointermove', event => this._move(event));
    this._owned.listen<PointerEvent>(this.node, 'pointerup', () => this._end());
    this._owned.listen<PointerEvent>(this.node, 'pointercancel', () => this._end());
    this._owned.listen<KeyboardEvent>(this.node, 'keydown', event => this._key(event));
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Whether a hand holds a cut. */
  get isDragging(): boolean {
    return this._drag !== null;
  }

  dispose(): void {
    this._drag = null;
    this._owned.dispose();
    this._cuts = [];
    this._area = null;
    this.node.replaceChildren();
    this.node.remove();
  }

  /** Draw the cuts where they lie. The nodes are kept, so that a drag and the focus survive. */
  draw(cuts: readonly Cut[], area: IPlotArea): void {
    this._cuts = cuts;
    this._area = area;
    while (this.node.childElementCount < cuts.length) {
      this.node.append(this._makeCut(this.node.childElementCount));
    }
    while (this.node.childElementCount > cuts.length) {
      this.node.lastElementChild?.remove();
    }
    cuts.forEach((cut, index) => this._place(this.node.children[index], cut, area));
  }

  private _makeCut(index: number): SVGGElement {
    const group = document.createElementNS(svg, 'g');
    group.setAttribute('tabindex', '0');
    group.setAttribute('role', 'slider');
    group.dataset.index = String(index);
    for (const part of ['band', 'low', 'high', 'line', 'grip']) {
      const element = document.createElementNS(svg, part === 'band' ? 'rect' : 'line');
      element.classList.add(`jp-XESCut-${part}`);
      element.dataset.part = part === 'grip' ? 'line' : part;
      group.append(element);
    }
    return group;
  }

  private _place(group: Element, cut: Cut, area: IPlotArea): void {
    const vertical = cut.type === 'CIE';
    group.setAttribute('class', `jp-XESCut jp-mod-${cut.type}`);
    group.setAttribute('aria-label', `${cut.type} cut`);
    group.setAttribute('aria-valuenow', String(cut.at));
    group.setAttribute(
      'aria-valuetext',
      `${cut.at.toFixed(2)} eV, width ${cut.width.toFixed(2)} eV`
    );
    const at = this._pixel(cut.at, vertical, area);
    const ends = [cut.at - cut.width / 2, cut.at + cut.width / 2].map(e =>
      this._pixel(e, vertical, area)
    );
    const [band, low, high, line, grip] = group.children;
    const start = Math.min(...ends);
    const extent = Math.abs(ends[1] - ends[0]);
    const box = vertical
      ? { x: start, y: area.top, width: extent, height: area.height }
      : { x: area.left, y: start, width: area.width, height: extent };
    Object.entries(box).forEach(([name, value]) => band.setAttribute(name, String(value)));
    const place = (element: Element, pixel: number) => {
      const coordinates = vertical
        ? { x1: pixel, x2: pixel, y1: area.top, y2: area.top + area.height }
        : { x1: area.left, x2: area.left + area.width, y1: pixel, y2: pixel };
      Object.entries(coordinates).forEach(([name, value]) =>
        element.setAttribute(name, String(value))
      );
    };
    place(low, ends[0]);
    place(high, ends[1]);
    place(line, at);
    place(grip, at);
    const inside = vertical
      ? at >= area.left && at <= area.left + area.width
      : at >= area.top && at <= area.top + area.height;
    group.toggleAttribute('hidden', !inside);
  }

  private _pixel(energy: number, vertical: boolean, { left, top, width, height, x, y }: IPlotArea) {
    return vertical
      ? left + ((energy - x[0]) / (x[1] - x[0])) * width
      : top + ((y[1] - energy) / (y[1] - y[0])) * height;
  }

  private _energy(event: PointerEvent, vertical: boolean): number {
    const area = this._area;
    if (!area) {
      return NaN;
    }
    const box = this.node.getBoundingClientRect();
    return vertical
      ? area.x[0] + ((event.clientX - box.left - area.left) / area.width) * (area.x[1] - area.x[0])
      : area.y[1] - ((event.clientY - box.top - area.top) / area.height) * (area.y[1] - area.y[0]);
  }

  /** A cut stays where it can be seen, and so be taken hold of. */
  private _clamp(energy: number, cut: Cut): number {
    const range = cut.type === 'CIE' ? this._area?.x : this._area?.y;
    return range ? Math.max(Math.min(...range), Math.min(Math.max(...range), energy)) : energy;
  }

  private _start(event: PointerEvent): void {
    const target = event.target as SVGElement;
    const index = Number(target.parentElement?.dataset.index ?? NaN);
    const part = target.dataset.part;
    if (this._cuts[index] && part) {
      this._drag = { index, part };
      this.node.setPointerCapture(event.pointerId);
      (target.parentElement as unknown as SVGGElement).focus();
      event.preventDefault();
    }
  }

  private _end(): void {
    if (this._drag) {
      this._drag = null;
      this._options.onRest?.();
    }
  }

  private _move(event: PointerEvent): void {
    const cut = this._drag && this._cuts[this._drag.index];
    if (!this._drag || !cut || !this._area) {
      return;
    }
    const vertical = cut.type === 'CIE';
    const energy = this._clamp(this._energy(event, vertical), cut);
    const isEdge = this._drag.part === 'low' || this._drag.part === 'high';
    this._options.onChange(
      this._drag.index,
      isEdge ? { width: 2 * Math.abs(energy - cut.at) } : { at: energy }
    );
  }

  private _key(event: KeyboardEvent): void {
    const index = Number((event.target as SVGElement).dataset.index ?? NaN);
    const cut = this._cuts[index];
    if (!cut) {
      return;
    }
    const sign = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (sign) {
      const at = cut.at + sign * this._options.step(cut) * (event.shiftKey ? 10 : 1);
      this._options.onChange(index, { at: this._clamp(at, cut) });
    } else if (event.key === 'Delete') {
      this._options.onRemove(index);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private _cuts: readonly Cut[] = [];
  private _area: IPlotArea | null = null;
  private _drag: { index: number; part: string } | null = null;
  private _owned = new DisposableStore();
}
