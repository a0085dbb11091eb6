import type { IDisposable } from '@lumino/disposable';
import type { MapCut, MapCutPatch } from '../analysis/linecuts.js';
import { DisposableStore } from '../lifecycle/index.js';
import type { IPlotArea } from '../figures/maps/area.js';
import type { IPlace } from '../figures/maps/clip.js';
import { CutDrag, nudged, placeAt, type StepOf } from './cutdrag.js';
import { CutMark, type NamedCut } from './cutmark.js';

export interface ICutLayerOptions {
  /** Called when a cut was moved or its width changed, by pointer or by key. */
  onChange: (id: string, patch: MapCutPatch) => void;
  onRemove: (id: string) => void;
  /** Called when a cut was grabbed or focused. */
  onChoose?: (id: string) => void;
  /** Called to edit its numbers: after a double click, or Enter. */
  onEdit?: (id: string) => void;
  /** Called when a cut was released. */
  onRest?: () => void;
  step: StepOf;
}

/** A press that moves less than this does not move a cut: it may be a double click (pixels). */
const stillness = 2;

const svg = 'http://www.w3.org/2000/svg';

/** Lines and bands of the cuts above a map, which can be dragged; plotly does not know of them. */
export class CutLayer implements IDisposable {
  constructor(private _options: ICutLayerOptions) {
    this.node.classList.add('jp-XESCutLayer');
    this._owned.listen<PointerEvent>(this.node, 'pointerdown', event => this._start(event));
    this._owned.listen<PointerEvent>(this.node, 'pointermove', event => this._move(event));
    this._owned.listen<PointerEvent>(this.node, 'pointerup', event => this._end(event));
    this._owned.listen<PointerEvent>(this.node, 'pointercancel', event => this._end(event));
    this._owned.listen<MouseEvent>(this.node, 'dblclick', event => this._edit(event));
    this._owned.listen<KeyboardEvent>(this.node, 'keydown', event => this._key(event));
  }

  readonly node: SVGSVGElement = document.createElementNS(svg, 'svg');

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Whether a cut is being dragged. */
  get isDragging(): boolean {
    return this._drag !== null;
  }

  dispose(): void {
    this._drag = null;
    this._owned.dispose();
    this._cuts = [];
    this._marks.forEach(({ node }) => (node.onfocus = null));
    this._marks.clear();
    this._area = null;
    this.node.replaceChildren();
    this.node.remove();
  }

  /**
   * Draw the cuts. Each keeps its nodes, so that a drag and the focus survive.
   * @param shown ids of the cuts whose profiles are shown; all if absent.
   */
  draw(cuts: readonly NamedCut[], area: IPlotArea, shown?: readonly string[]): void {
    this._cuts = cuts;
    if (this._area?.plane !== area.plane) {
      this._drag = null; // the drag refers to positions in the previous plane
    }
    this._area = area;
    const there = new Set(cuts.map(({ id }) => id));
    if (this._drag && !there.has(this._drag.id)) {
      this._drag = null;
    }
    for (const [id, mark] of this._marks) {
      if (!there.has(id)) {
        mark.node.onfocus = null;
        mark.node.remove();
        this._marks.delete(id);
      }
    }
    cuts.forEach((cut, i) => {
      const mark = this._marks.get(cut.id) ?? this._newMark(cut.id);
      const at = this.node.children[i];
      if (at !== mark.node) {
        this.node.insertBefore(mark.node, at ?? null);
      }
      mark.draw(cut, area, shown?.includes(cut.id) ?? true);
    });
    if (this._awaited !== null && there.has(this._awaited)) {
      this.focus(this._awaited);
    }
  }

  /** Focus a cut; one that is not drawn yet is focused once it is. */
  focus(id: string): void {
    const mark = this._marks.get(id);
    this._awaited = mark ? null : id;
    mark?.node.focus({ preventScroll: true });
  }

  private _newMark(id: string): CutMark {
    const mark = new CutMark();
    // on the mark: an SVG with a focus listener is an unnamed tab stop
    mark.node.onfocus = () => this._options.onChoose?.(id);
    this._marks.set(id, mark);
    return mark;
  }

  /** The cut that a node belongs to; null if none. */
  private _idOf(node: EventTarget | null): string | null {
    const found = [...this._marks].find(
      ([, mark]) => mark.node === node || mark.partOf(node) !== null
    );
    return found?.[0] ?? null;
  }

  private _cutOf(id: string | null): NamedCut | undefined {
    return this._cuts.find(cut => cut.id === id);
  }

  private _place({ clientX, clientY }: PointerEvent, area: IPlotArea): IPlace {
    const box = this.node.getBoundingClientRect();
    return placeAt(area, clientX - box.left, clientY - box.top);
  }

  private _start(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) {
      return;
    }
    const cut = this._cutOf(this._idOf(event.target));
    const part = cut && this._marks.get(cut.id)?.partOf(event.target);
    if (cut && part && this._area) {
      this._held = cut.id;
      this._drag = {
        id: cut.id,
        type: cut.type,
        drag: new CutDrag(cut, part, this._place(event, this._area)),
        pointer: event.pointerId,
        from: [event.clientX, event.clientY],
        isMoving: false
      };
      this.node.setPointerCapture(event.pointerId);
      this.focus(cut.id);
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
    const cut = drag && this._cutOf(drag.id);
    // the document may have removed it meanwhile
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
    this._options.onChange(drag.id, patch);
  }

  private _edit(event: MouseEvent): void {
    // a click while the pointer is captured arrives at the layer itself
    const cut = this._cutOf(event.target === this.node ? this._held : this._idOf(event.target));
    if (cut) {
      this._drag = null;
      this._options.onEdit?.(cut.id);
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private _key(event: KeyboardEvent): void {
    const cut = this._cutOf(this._idOf(event.target));
    if (!cut || !this._area) {
      return;
    }
    const steps = event.shiftKey ? 10 : 1;
    const patch = nudged(cut, event.key, steps, this._area, this._options.step);
    if (patch) {
      this._options.onChange(cut.id, patch);
    } else if (event.key === 'Delete') {
      this._options.onRemove(cut.id);
    } else if (event.key === 'Enter') {
      this._options.onEdit?.(cut.id);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private _cuts: readonly NamedCut[] = [];
  /** By the id of the cut. */
  private _marks = new Map<string, CutMark>();
  private _area: IPlotArea | null = null;
  private _drag: {
    id: string;
    type: MapCut['type'];
    drag: CutDrag;
    pointer: number;
    from: [number, number];
    isMoving: boolean;
  } | null = null;
  /** The cut that was last dragged. */
  private _held: string | null = null;
  /** The cut to focus once it is drawn. */
  private _awaited: string | null = null;
  private _owned = new DisposableStore();
}
