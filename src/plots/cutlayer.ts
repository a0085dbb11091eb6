import type { IDisposable } from '@lumino/disposable';
import type { MapCut, MapCutPatch } from '../analysis/linecuts.js';
import { DisposableStore } from '../lifecycle/index.js';
import type { IPlotArea } from '../figures/maps/area.js';
import type { IPlace } from '../figures/maps/clip.js';
import { CutDrag, nudged, placeAt, type StepOf } from './cutdrag.js';
import type { ColoredCut } from '../figures/maps/cutshape.js';
import { CutMark } from './cutmark.js';

export interface ICutLayerOptions {
  /** A cut was moved, or its width changed, by hand or by key. */
  onChange: (index: number, patch: MapCutPatch) => void;
  onRemove: (index: number) => void;
  /** A cut was taken hold of, or has the focus. */
  onChoose?: (index: number) => void;
  /** Its numbers were asked for: a double click, or Enter. */
  onEdit?: (index: number) => void;
  /** A cut was let go. */
  onRest?: () => void;
  step: StepOf;
}

/** A press that trembles by this much moves no cut: it may be a double click (pixels). */
const stillness = 2;

const svg = 'http://www.w3.org/2000/svg';

/** Lines and bands of the cuts above a map, to be dragged; plotly never sees them. */
export class CutLayer implements IDisposable {
  constructor(private _options: ICutLayerOptions) {
    this.node.classList.add('jp-XESCutLayer');
    this._owned.listen<PointerEvent>(this.node, 'pointerdown', event => this._start(event));
    this._owned.listen<PointerEvent>(this.node, 'pointermove', event => this._move(event));
    this._owned.listen<PointerEvent>(this.node, 'pointerup', event => this._end(event));
    this._owned.listen<PointerEvent>(this.node, 'pointercancel', event => this._end(event));
    this._owned.listen<MouseEvent>(this.node, 'dblclick', event => this._edit(event));
    this._owned.listen<KeyboardEvent>(this.node, 'keydown', event => this._key(event));
    this._owned.listen<FocusEvent>(this.node, 'focusin', event => {
      const index = this._indexOf(event.target);
      if (index >= 0) {
        this._options.onChoose?.(index);
      }
    });
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Whether a cut is dragged. */
  get isDragging(): boolean {
    return this._drag !== null;
  }

  dispose(): void {
    this._drag = null;
    this._owned.dispose();
    this._cuts = [];
    this._marks = [];
    this._area = null;
    this.node.replaceChildren();
    this.node.remove();
  }

  /**
   * Draw the cuts where they lie. The nodes stay the same, so that a drag and the focus survive.
   * @param shown indices of the cuts whose profiles are shown; all where it is left out.
   */
  draw(cuts: readonly ColoredCut[], area: IPlotArea, shown?: readonly number[]): void {
    this._cuts = cuts;
    if (this._area?.plane !== area.plane) {
      this._drag = null; // a hand holds a place of the plane before
    }
    this._area = area;
    while (this._marks.length < cuts.length) {
      const mark = new CutMark();
      this._marks.push(mark);
      this.node.append(mark.node);
    }
    while (this._marks.length > cuts.length) {
      this._marks.pop()?.node.remove();
    }
    this._marks.forEach((mark, index) =>
      mark.draw(cuts[index], area, shown?.includes(index) ?? true)
    );
  }

  /** Give a cut the focus. */
  focus(index: number): void {
    this._marks[index]?.node.focus();
  }

  /** Index of the cut a node belongs to; −1 where it is none's. */
  private _indexOf(node: EventTarget | null): number {
    return this._marks.findIndex(mark => mark.node === node || mark.partOf(node) !== null);
  }

  private _place({ clientX, clientY }: PointerEvent, area: IPlotArea): IPlace {
    const box = this.node.getBoundingClientRect();
    return placeAt(area, clientX - box.left, clientY - box.top);
  }

  private _start(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) {
      return;
    }
    const index = this._indexOf(event.target);
    const part = this._marks[index]?.partOf(event.target);
    const cut = this._cuts[index];
    if (cut && part && this._area) {
      this._held = index;
      this._drag = {
        index,
        type: cut.type,
        drag: new CutDrag(cut, part, this._place(event, this._area)),
        pointer: event.pointerId,
        from: [event.clientX, event.clientY],
        isMoving: false
      };
      this.node.setPointerCapture(event.pointerId);
      this.focus(index);
      event.preventDefault();
    }
  }

  private _end(event: PointerEvent): void {
    if (this._drag?.pointer === event.pointerId) {
      this._drag = null;
      this._options.onRest?.();
    }
  }

  private _move(event: PointerEvent): void {
    const drag = this._drag;
    const cut = drag && this._cuts[drag.index];
    // the document may have got other cuts meanwhile
    if (cut?.type !== drag?.type) {
      this._drag = null;
      return;
    }
    if (!drag || !cut || !this._area || drag.pointer !== event.pointerId) {
      return;
    }
    const [x, y] = drag.from;
    drag.isMoving ||= Math.hypot(event.clientX - x, event.clientY - y) > stillness;
    if (!drag.isMoving) {
      return;
    }
    const patch = drag.drag.to(this._place(event, this._area), this._area, this._options.step);
    this._options.onChange(drag.index, patch);
  }

  private _edit(event: MouseEvent): void {
    // a click that was captured arrives at the layer itself
    const index = event.target === this.node ? this._held : this._indexOf(event.target);
    if (this._cuts[index]) {
      this._drag = null;
      this._options.onEdit?.(index);
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private _key(event: KeyboardEvent): void {
    const index = this._indexOf(event.target);
    const cut = this._cuts[index];
    if (!cut || !this._area) {
      return;
    }
    const steps = event.shiftKey ? 10 : 1;
    const patch = nudged(cut, event.key, steps, this._area, this._options.step);
    if (patch) {
      this._options.onChange(index, patch);
    } else if (event.key === 'Delete') {
      this._options.onRemove(index);
    } else if (event.key === 'Enter') {
      this._options.onEdit?.(index);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private _cuts: readonly ColoredCut[] = [];
  private _marks: CutMark[] = [];
  private _area: IPlotArea | null = null;
  private _drag: {
    index: number;
    type: MapCut['type'];
    drag: CutDrag;
    pointer: number;
    from: [number, number];
    isMoving: boolean;
  } | null = null;
  /** The cut that was dragged last; −1 where none was. */
  private _held = -1;
  private _owned = new DisposableStore();
}
