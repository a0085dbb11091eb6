import { MessageLoop } from '@lumino/messaging';
import { Panel, SplitPanel, Widget } from '@lumino/widgets';
import { Debounce, DisposableStore } from '../../lifecycle/index.js';
import { followSize } from '../followsize.js';
import { Side } from './side.js';
import { sideWidths, type ILayout, type ILayoutStore, type SideName } from './types.js';

export interface IWorkbenchOptions {
  stage: Widget;
  store: ILayoutStore;
}

/** A viewer narrower than this has only one panel open at a time, pixels. */
const narrow = 900;
/**
 * Least width of the stage with its two edges next to a panel, pixels; see
 * `.jp-XESWorkbench-center`.
 */
const leastCenter = 348;
/** A panel that would be narrower than this lies over the stage, pixels. */
const leastBeside = 200;
/** Change of a width by an arrow key, pixels. */
const nudge = 20;
/** A dragged width is saved once it has not changed for this long, ms. */
const rest = 300;

/** The stage between its two panels, each of which can be resized and closed. */
export class Workbench extends Panel {
  constructor({ stage, store }: IWorkbenchOptions) {
    super();
    this.addClass('jp-XESWorkbench');
    this._store = store;
    this._center.addClass('jp-XESWorkbench-center');
    this._center.addWidget(stage);
    const [list, inspector] = this._sides;
    this._center.node.prepend(list.edge);
    this._center.node.append(inspector.edge);
    this._sides.forEach(side => {
      this._center.addWidget(side.drawer);
      this._owned.listen(side.edge, 'click', () => this.toggle(side.name));
      this._owned.listen<KeyboardEvent>(side.edge, 'keydown', event =>
        this._onEdgeKey(event, side)
      );
      this._owned.listen<KeyboardEvent>(side.drawer.node, 'keydown', event =>
        this._onKey(event, side)
      );
    });
    [list.docked, this._center, inspector.docked].forEach(widget => {
      SplitPanel.setStretch(widget, widget === this._center ? 1 : 0);
      this._split.addWidget(widget);
    });
    this._split.handleMoved.connect(this._onMoved, this);
    this.addWidget(this._split);
    followSize(this._split, this._owned);
    this.recall();
  }

  /** Apply the saved layout. */
  recall(): void {
    const layout = this._store?.load();
    if (layout) {
      this._sides.forEach(side => {
        side.isOpen = layout[side.name].isOpen && !this._closed.has(side.name);
        const { width } = layout[side.name];
        side.width = Math.max(sideWidths.least, Math.min(sideWidths.most, width));
      });
      this._arrange();
    }
  }

  /** Put the content of a panel in place; the workbench owns it from then on. */
  fill(name: SideName, content: Widget): void {
    const side = this._side(name);
    side.fill(content);
    side.update(this._isNarrow, this._isOver);
  }

  /**
   * Keep a panel closed, or stop doing so, without saving that; the user's own opening or closing
   * takes precedence.
   */
  keepClosed(name: SideName, isClosed: boolean): void {
    if (this._closed.has(name) !== isClosed && !this._toggled.has(name)) {
      if (isClosed) {
        this._closed.add(name);
      } else {
        this._closed.delete(name);
      }
      this.recall();
    }
  }

  /** The button that opens and closes a panel: visible in either state. */
  edgeOf(name: SideName): HTMLElement {
    return this._side(name).edge;
  }

  isOpen(name: SideName): boolean {
    return this._side(name).isShown(this._isNarrow);
  }

  /** Open or close a panel; in a narrow viewer the other one closes. */
  toggle(name: SideName): void {
    const side = this._side(name);
    this._closed.delete(name);
    this._toggled.add(name);
    if (this._isNarrow) {
      const isOpen = !side.isOpenNarrow;
      this._sides.forEach(entry => (entry.isOpenNarrow = entry === side && isOpen));
    } else {
      side.isOpen = !side.isOpen;
      this._save(name);
    }
    this._arrange();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._owned.dispose();
    this._store = null;
    this._sides.forEach(side => side.clear());
    super.dispose();
    this.node.replaceChildren();
  }

  protected override onResize(msg: Widget.ResizeMessage): void {
    const width = msg.width < 0 ? this.node.offsetWidth : msg.width;
    const isFirst = this._width === 0;
    const wasNarrow = this._isNarrow;
    this._width = width;
    if (width > 0 && (isFirst || wasNarrow !== this._isNarrow)) {
      this._sides.forEach(side => (side.isOpenNarrow = false));
      this._arrange();
    } else if (this._isNarrow && this._sides.some(side => side.isOpenNarrow)) {
      this._arrange(); // whether there is room next to the stage may have changed
    }
    super.onResize(msg);
  }

  /** Before its size is known, it is assumed to be wide. */
  private get _isNarrow(): boolean {
    return this._width > 0 && this._width < narrow;
  }

  /** Width that the stage leaves to panels, pixels. */
  private get _room(): number {
    return this._width - leastCenter;
  }

  /** Whether an open panel lies over the stage. */
  private get _isOver(): boolean {
    return this._isNarrow && this._room < leastBeside;
  }

  private _side(name: SideName): Side {
    return this._sides[name === 'list' ? 0 : 1];
  }

  /** Show the open panels at their widths. */
  private _arrange(): void {
    this.toggleClass('jp-mod-narrow', this._isNarrow);
    this._sides.forEach(side => side.update(this._isNarrow, this._isOver));
    if (this._width > 0) {
      const most = this._isNarrow ? this._room : sideWidths.most;
      const widths = this._sides.map(({ docked, width }) =>
        docked.isHidden ? 0 : Math.min(width, most)
      );
      const center = Math.max(1, this._width - widths[0] - widths[1]);
      this._split.setRelativeSizes([widths[0], center, widths[1]]);
      MessageLoop.sendMessage(this._split, Widget.Msg.FitRequest); // before the plots are drawn
    }
  }

  private _onMoved(): void {
    this._sides
      .filter(({ docked }) => !docked.isHidden)
      .forEach(side => (side.width = side.docked.node.offsetWidth));
    this._moved.schedule();
  }

  /** Save the widths and, if a panel was toggled, which panels are open. */
  private _save(toggled?: SideName): void {
    const before = this._store?.load();
    if (before) {
      const layoutOf = (name: SideName) => {
        const { isOpen, width } = this._side(name);
        return { width, isOpen: name === toggled ? isOpen : before[name].isOpen };
      };
      const layout: ILayout = {
        ...before,
        list: layoutOf('list'),
        inspector: layoutOf('inspector')
      };
      this._store?.save(layout);
    }
  }

  /** Arrow keys move the border of an open panel, like dragging. */
  private _onEdgeKey(event: KeyboardEvent, side: Side): void {
    const { key, ctrlKey, altKey, metaKey } = event;
    const way = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (way === 0 || ctrlKey || altKey || metaKey || !this.isOpen(side.name)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const by = nudge * way * (side.name === 'list' ? 1 : -1);
    const most = this._isNarrow && !this._isOver ? this._room : sideWidths.most;
    const width = Math.min(side.width, most) + by;
    side.width = Math.max(sideWidths.least, Math.min(most, width));
    this._arrange();
    this._moved.schedule();
  }

  private _onKey(event: KeyboardEvent, side: Side): void {
    if (event.key === 'Escape' && side.isOpenNarrow) {
      event.stopPropagation();
      this.toggle(side.name);
      side.edge.focus();
    }
  }

  private _store: ILayoutStore | null;
  private _owned = new DisposableStore();
  private _moved = this._owned.add(new Debounce(rest, () => this._save()));
  private _split = new SplitPanel({ spacing: 1 });
  private _center = new Panel();
  private _sides = [new Side('list'), new Side('inspector')] as const;
  /** Panels kept closed for the present document. */
  private _closed = new Set<SideName>();
  /** Panels that the user opened or closed. */
  private _toggled = new Set<SideName>();
  /** Pixels; 0 before it is known. */
  private _width = 0;
}
