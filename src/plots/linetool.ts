import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import type { IPlotArea } from '../figures/maps/area.js';
import type { IPlace } from '../figures/maps/clip.js';
import { placeAt } from './cutdrag.js';

export interface ILineToolOptions {
  /** Called when a line was drawn: its ends, as points on the axes. The tool then ends. */
  onDrawn: (from: IPlace, to: IPlace) => void;
  /** Called when the tool ends, whether or not a line was drawn. */
  onEnd: () => void;
}

/** A shorter line is a click, pixels. */
const shortest = 5;
/** Ends of a line that is added by key, in fractions of the plot area. */
const inset = 0.15;

const svg = 'http://www.w3.org/2000/svg';
const hint = 'Drag a line over the map. Enter adds one across it, Escape cancels.';
const words = 'Drag a line (Esc: cancel)';

/**
 * Draws a line over a map, by a drag from end to end; it lies above everything else on the map
 * until it ends.
 */
export class LineTool implements IDisposable {
  constructor(private _options: ILineToolOptions) {
    this.node.classList.add('jp-XESLineTool');
    this.node.setAttribute('tabindex', '0');
    this.node.setAttribute('role', 'button');
    this.node.setAttribute('aria-label', hint);
    this._hint.textContent = words;
    this.node.append(this._line, this._hint);
    this._hide();
    this._owned.listen<PointerEvent>(this.node, 'pointerdown', event => this._start(event));
    this._owned.listen<PointerEvent>(this.node, 'pointermove', event => this._move(event));
    this._owned.listen<PointerEvent>(this.node, 'pointerup', event => this._finish(event));
    this._owned.listen(this.node, 'pointercancel', () => this._let());
    this._owned.listen<KeyboardEvent>(this.node, 'keydown', event => this._key(event));
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Whether a line is to be drawn. */
  get isActive(): boolean {
    return this._area !== null;
  }

  dispose(): void {
    this._area = this._from = null;
    this._owned.dispose();
    this.node.remove();
  }

  /** Start drawing, over a plot area. */
  begin(area: IPlotArea): void {
    this.node.removeAttribute('hidden');
    this.follow(area);
    this.node.focus();
  }

  /** The plot area has changed. */
  follow(area: IPlotArea): void {
    const isActive = !this.node.hasAttribute('hidden');
    if (!isActive) {
      return;
    }
    this._area = area;
    this._hint.setAttribute('x', String(area.left + area.width / 2));
    this._hint.setAttribute('y', String(area.top + 18));
  }

  /** End the tool. */
  end(): void {
    if (this.isActive) {
      this._hide();
      this._options.onEnd();
    }
  }

  private _hide(): void {
    this._let();
    this._area = null;
    this.node.toggleAttribute('hidden', true);
  }

  /** Abandon the line that was begun. */
  private _let(): void {
    this._from = null;
    this._line.toggleAttribute('hidden', true);
  }

  private _start(event: PointerEvent): void {
    if (event.button === 0 && event.isPrimary && this._area) {
      this._from = this._pixel(event, this._area);
      this.node.setPointerCapture(event.pointerId);
      this._draw(this._from, this._from);
      event.preventDefault();
      this.node.focus();
    }
  }

  private _move(event: PointerEvent): void {
    if (this._from && this._area && event.isPrimary) {
      this._draw(this._from, this._pixel(event, this._area));
    }
  }

  private _finish(event: PointerEvent): void {
    const { _from: from, _area: area } = this;
    if (!from || !area || !event.isPrimary) {
      return;
    }
    const to = this._pixel(event, area);
    this._let();
    if (Math.hypot(to.x - from.x, to.y - from.y) >= shortest) {
      this._done(area, from, to);
    }
  }

  private _key(event: KeyboardEvent): void {
    const { _area: area } = this;
    if (event.key === 'Enter' && area) {
      const { left, top, width, height } = area;
      const at = (part: number) => ({ x: left + part * width, y: top + (1 - part) * height });
      this._done(area, at(inset), at(1 - inset));
    } else if (event.key === 'Escape') {
      this.end();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private _done(area: IPlotArea, from: IPlace, to: IPlace): void {
    const [start, end] = [from, to].map(({ x, y }) => placeAt(area, x, y));
    this._hide();
    this._options.onEnd();
    this._options.onDrawn(start, end);
  }

  private _draw(from: IPlace, to: IPlace): void {
    const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
    for (const [name, value] of Object.entries(ends)) {
      this._line.setAttribute(name, String(value));
    }
    this._line.toggleAttribute('hidden', false);
  }

  /** Position of the pointer, within the plot area. */
  private _pixel({ clientX, clientY }: PointerEvent, area: IPlotArea): IPlace {
    const box = this.node.getBoundingClientRect();
    const within = (value: number, start: number, size: number) =>
      Math.max(start, Math.min(start + size, value));
    return {
      x: within(clientX - box.left, area.left, area.width),
      y: within(clientY - box.top, area.top, area.height)
    };
  }

  private _line = document.createElementNS(svg, 'line');
  private _hint = document.createElementNS(svg, 'text');
  private _area: IPlotArea | null = null;
  private _from: IPlace | null = null;
  private _owned = new DisposableStore();
}
