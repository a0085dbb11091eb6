import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import { energyAt, isInside, type IPlotArea } from '../figures/maps/area.js';
import { insideOf, placeLabels, type IRect } from '../figures/curves/linelabels.js';
import { MarkNode } from './marknode.js';
import { MarkGesture, type Dragged } from './markgesture.js';
import {
  movedSpan,
  pixelWidth,
  spanOf,
  type IPlotMark,
  type MarkPart,
  type Span
} from './plotmark.js';

/** What the next drag draws. */
export type Drawable = 'energy' | 'range';

export interface IMarkLayerOptions {
  /** Element below the marks: it receives the pointer while a mark is drawn. */
  host: HTMLElement;
  /** Whether the host is visible: a plot in a hidden tab gets no keys. */
  isSeen: () => boolean;
  /**
   * Called when a mark or one of its edges was moved: once per frame during a drag, and at the end.
   */
  onChange: (key: string, span: Span) => void;
  /** The same for a mark being drawn. */
  onDraw: (span: Span) => void;
  onRemove: (key: string) => void;
  /** Called to edit its numbers: after a double click, or Enter. */
  onEdit: (key: string) => void;
  /** Called when the pointer or the key was released: the next change is another gesture. */
  onRest: () => void;
  /** Called when the gesture was abandoned: its changes have to be reverted. */
  onCancel: () => void;
  /** Called when drawing ended: the mark was drawn, or abandoned. */
  onDisarm: () => void;
}

const svg = 'http://www.w3.org/2000/svg';

/**
 * Energies and ranges over a plot of spectra, which can be dragged, nudged, drawn and removed;
 * plotly does not know of them.
 */
export class MarkLayer implements IDisposable {
  constructor(private _options: IMarkLayerOptions) {
    this.node.classList.add('jp-XESMarkLayer');
    this._draft.node.classList.add('jp-XESMark-draft');
    this._gesture = this._owned.add(
      new MarkGesture(this.node, {
        onMove: (held, span) => this._onMoved(held, span),
        onRest: () => this._onRest(),
        onCancel: () => this._onCancelled()
      })
    );
    const { host } = _options;
    this._owned.listen<PointerEvent>(host, 'pointerdown', event => this._startDrawing(event), {
      capture: true // before plotly begins to zoom
    });
    this._owned.listen<PointerEvent>(this.node, 'pointerdown', event => this._start(event));
    this._owned.listen<MouseEvent>(this.node, 'dblclick', event => this._edit(event));
    this._owned.listen<KeyboardEvent>(this.node, 'keydown', event => this._key(event));
    this._owned.listen<KeyboardEvent>(this.node, 'keyup', () => this._endNudge());
    this._owned.listen(host, 'focusout', () => this._endNudge()); // an SVG that listens is a tab stop
    this._owned.listen<KeyboardEvent>(document, 'keydown', event => this._escape(event), {
      capture: true // wherever the focus is, and before anything else that Escape would close
    });
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  /** What a drag draws while Alt is pressed; null for nothing. */
  quick: Drawable | null = null;

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Whether a mark is being dragged or drawn. */
  get isDragging(): boolean {
    return this._gesture.held !== null;
  }

  /**
   * What the next drag (for an energy, a click) draws; null for nothing: plotly handles the drag.
   */
  get armed(): Drawable | null {
    return this._armed;
  }

  set armed(armed: Drawable | null) {
    this._armed = armed;
    this._options.host.classList.toggle('jp-mod-picking', armed !== null);
  }

  dispose(): void {
    this._owned.dispose();
    this._marks = [];
    this._nodes.clear();
    this._area = null;
    this.node.replaceChildren();
    this.node.remove();
    this._options.host.classList.remove('jp-mod-picking');
  }

  /**
   * Draw marks. The nodes stay the same, so that a drag and the focus survive.
   * @param obstacles what no label may cover, pixels of the node.
   */
  draw(marks: readonly IPlotMark[], area: IPlotArea, obstacles: readonly IRect[] = []): void {
    this._marks = marks;
    this._area = area;
    this._obstacles = obstacles;
    const { held } = this._gesture;
    if (held?.key != null && !marks.some(({ key }) => key === held.key)) {
      this._gesture.forget(); // it was removed meanwhile
      this._options.onRest();
    }
    for (const [key, node] of this._nodes) {
      if (!marks.some(mark => mark.key === key)) {
        this._nodes.delete(key);
        node.node.remove();
      }
    }
    this._drawNodes(marks, area);
    this._drawDraft();
  }

  private _drawNodes(marks: readonly IPlotMark[], area: IPlotArea): void {
    const nodes = marks.map(({ key }) => this._nodeOf(key));
    const places = placeLabels(
      nodes.map((node, i) => node.labelOf(marks[i], area)),
      insideOf(area),
      this._obstacles
    );
    nodes.forEach((node, i) => node.draw(marks[i], area, i, places[i]));
  }

  /** Remove all marks. */
  clear(): void {
    if (this._area) {
      this.draw([], this._area);
    }
  }

  private _nodeOf(key: string): MarkNode {
    const known = this._nodes.get(key);
    if (known) {
      return known;
    }
    const node = new MarkNode();
    this._nodes.set(key, node);
    this.node.append(node.node);
    return node;
  }

  /** The mark and the part that a node belongs to. */
  private _find(target: EventTarget | null): { mark: IPlotMark; part: MarkPart } | null {
    for (const mark of this._marks) {
      const part = this._nodes.get(mark.key)?.partOf(target);
      if (part) {
        return { mark, part };
      }
    }
    return null;
  }

  /** Energy under the pointer, limited to the visible range, eV. */
  private _energyAt(event: PointerEvent, area: IPlotArea): number {
    const { left } = this._options.host.getBoundingClientRect();
    const x = Math.max(area.left, Math.min(area.left + area.width, event.clientX - left));
    return energyAt(area, 'x', x);
  }

  private _start(event: PointerEvent): void {
    const found = this._find(event.target);
    const span = found && spanOf(found.mark);
    if (!isFirst(event) || !found || !span || !this._area) {
      return;
    }
    const { part, mark } = found;
    this._touched = mark.key;
    this._nodes.get(mark.key)?.focus(part);
    this._begin(event, { key: mark.key, part, span });
  }

  /** While a mark is to be drawn, the plot itself gets no pointer events. */
  private _startDrawing(event: PointerEvent): void {
    const what = this._armed ?? (event.altKey ? this.quick : null);
    const area = this._area;
    if (what === null || !area || !isFirst(event) || this.isDragging) {
      return;
    }
    const { left, top } = this._options.host.getBoundingClientRect();
    if (!isInside(area, event.clientX - left, event.clientY - top)) {
      return;
    }
    event.stopPropagation();
    const energy = this._energyAt(event, area);
    const part = what === 'energy' ? 'middle' : 'high';
    this._begin(event, { key: null, part, span: [energy, energy] });
  }

  private _begin(event: PointerEvent, held: Dragged): void {
    const area = this._area as IPlotArea;
    event.preventDefault(); // no mouse events follow: plotly would zoom
    this._gesture.begin(event, held, {
      pixel: pixelWidth(area),
      energyAt: at => this._energyAt(at, this._area ?? area)
    });
  }

  private _onMoved(held: Dragged, span: Span): void {
    if (held.key === null) {
      this._drawn = span;
      this._options.onDraw(span);
      this._drawDraft();
      return;
    }
    // shown at once: the resulting change arrives a little later
    const area = this._area;
    if (area) {
      const [low, high] = span;
      const isHeld = ({ key }: IPlotMark) => key === held.key;
      this._drawNodes(
        this._marks.map(mark => (isHeld(mark) ? { ...mark, low, high } : mark)),
        area
      );
    }
    this._options.onChange(held.key, span);
  }

  private _onRest(): void {
    const wasDrawn = this._drawn !== null;
    this._drawn = null;
    this._drawDraft();
    this._options.onRest();
    if (wasDrawn) {
      this._disarm();
    }
  }

  private _onCancelled(): void {
    this._drawn = null;
    this._drawDraft();
    this._options.onCancel();
  }

  private _disarm(): void {
    if (this._armed !== null) {
      this.armed = null;
      this._options.onDisarm();
    }
  }

  private _drawDraft(): void {
    const { _drawn: span, _area: area } = this;
    if (!span || !area) {
      this._draft.node.remove();
      return;
    }
    const [low, high] = span;
    const kind = low === high ? 'energy' : 'range';
    this._draft.draw({ key: '', kind, low, high, label: '', style: 'used' }, area, 0);
    this._draft.node.classList.add('jp-XESMark-draft');
    this.node.prepend(this._draft.node);
  }

  private _edit(event: MouseEvent): void {
    // a click while the pointer is captured arrives at the layer itself
    const key = event.target === this.node ? this._touched : this._find(event.target)?.mark.key;
    if (key !== undefined && this._marks.some(mark => mark.key === key)) {
      this._gesture.forget();
      this._options.onEdit(key);
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private _key(event: KeyboardEvent): void {
    const found = this._find(event.target);
    const span = found && spanOf(found.mark);
    if (!found || !span || !this._area || this.isDragging) {
      return;
    }
    const { key } = found.mark;
    const sign = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (sign) {
      this._nudge(found.mark, found.part, sign * (event.shiftKey ? 10 : 1));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      this._options.onRemove(key);
    } else if (event.key === 'Enter') {
      this._options.onEdit(key);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Move a part by some pixels, within the visible range. */
  private _nudge(mark: IPlotMark, part: MarkPart, pixels: number): void {
    const { _area: area } = this;
    const span = spanOf(mark);
    if (!area || !span) {
      return;
    }
    const pixel = pixelWidth(area);
    const from = part === 'low' ? span[0] : part === 'high' ? span[1] : (span[0] + span[1]) / 2;
    const [least, most] = [Math.min(...area.x), Math.max(...area.x)];
    const to = Math.max(least, Math.min(most, from + pixels * pixel));
    this._isNudging = true;
    this._options.onChange(mark.key, movedSpan(span, part, to - from, pixel));
  }

  /** Repeats of a pressed key are one gesture. */
  private _endNudge(): void {
    if (this._isNudging) {
      this._isNudging = false;
      this._options.onRest();
    }
  }

  private _escape(event: KeyboardEvent): void {
    const isOurs = (this.isDragging || this._armed !== null) && this._options.isSeen();
    if (event.key !== 'Escape' || !isOurs) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (this.isDragging) {
      this._gesture.cancel();
    } else {
      this._disarm();
    }
  }

  private _marks: readonly IPlotMark[] = [];
  private _nodes = new Map<string, MarkNode>();
  private _area: IPlotArea | null = null;
  private _obstacles: readonly IRect[] = [];
  private _armed: Drawable | null = null;
  /** The mark drawn so far. */
  private _drawn: Span | null = null;
  private _draft = new MarkNode();
  /** The mark that was last dragged. */
  private _touched: string | undefined;
  private _isNudging = false;
  private _owned = new DisposableStore();
  private _gesture: MarkGesture;
}

/** Whether it is the main button of the first finger or pen. */
function isFirst({ button, isPrimary }: PointerEvent): boolean {
  return button === 0 && isPrimary;
}
