import { Panel } from '@lumino/widgets';
import type { AxesView, ReferenceMark } from '../../analysis/document/index.js';
import { groupsOf, type ICurve, type IFramed } from '../../plots/index.js';
import { setVisible } from '../setvisible.js';
import { PanelAxes } from './panelaxes.js';
import type { ISpectraLook } from './showncurves.js';
import type { IShownMarks } from './shownmarks.js';
import type { SpectraPlot } from './spectraplot.js';

/** With more groups of curves, the last plot has all remaining ones. */
const mostPanels = 6;

/**
 * Curves in one plot or, if they lie far apart in energy, in a plot for each group, side by side by
 * ascending energy, each with its own axes. The first plot object always has the active curve,
 * whatever its position.
 */
export class SpectraPanels extends Panel {
  /** @param _make creates a plot; further plots are created when needed. */
  constructor(private _make: () => SpectraPlot) {
    super();
    this.addClass('jp-XESSpectraPanels');
    this.main = this._add();
  }

  /** The plot with the active curve. */
  readonly main: SpectraPlot;

  get plots(): readonly SpectraPlot[] {
    return this._plots;
  }

  /** The visible ranges of each plot that has curves. */
  get frames(): readonly IFramed[] {
    return this.plots.flatMap(({ frame }) => frame ?? []);
  }

  /** Whether a mark is being dragged or drawn in a plot. */
  get isDragging(): boolean {
    return this.plots.some(({ isDragging }) => isDragging);
  }

  /** Whether the displayed curves lie far apart, in one plot or in several. */
  get areFarApart(): boolean {
    return this._areFarApart;
  }

  /** Show curves; if there are none, release all. */
  showCurves(curves: readonly ICurve[], axes: AxesView, look: ISpectraLook): void {
    const isHeld = this.isDragging;
    const groups = isHeld ? this._held(curves) : groupsOf(curves);
    this._areFarApart = isHeld ? this._areFarApart : groups.length > 1;
    const shown = axes.beside === false ? [curves] : fewer(groups);
    const main = Math.max(
      0,
      shown.findIndex(group => group.some(({ isActive }) => isActive))
    );
    // the plot with the active curve stays the same, which preserves gestures and the focus
    const ordered = shown.length > 0 ? [shown[main], ...shown.filter((_, i) => i !== main)] : [];
    this._keys = shown.map(group => new Set(group.map(({ key }) => key)));
    while (this.plots.length < ordered.length) {
      this._add();
    }
    if (!isHeld) {
      this._end(Math.max(1, ordered.length));
    }
    const isOfSeveral = ordered.length > 1;
    const views = isOfSeveral ? this._axes.of(shown, axes, main) : [axes];
    this.plots.forEach((plot, i) => {
      const group = ordered[i] ?? [];
      const place = shown.indexOf(group);
      setVisible(plot, i === 0 || group.length > 0);
      plot.node.style.order = String(place);
      if (group.length === 0) {
        plot.clear();
      } else {
        plot.showCurves(group, views[place], { ...look, isOfSeveral });
      }
    });
  }

  /** Show marks over the curves, each in the plot that shows its energies. */
  showMarks(marks: IShownMarks): void {
    // the hint is shown once
    this._shown().forEach((plot, i) => plot.showMarks(i === 0 ? marks : { ...marks, hint: '' }));
  }

  /** Show known energies over the curves. */
  showLines(lines: readonly ReferenceMark[]): void {
    this._shown().forEach(plot => plot.showLines(lines));
  }

  /** Draw everything again when it is next shown. */
  forget(): void {
    this.plots.forEach(plot => plot.forget());
  }

  override dispose(): void {
    this._keys = [];
    this._plots = [];
    this._make = null as never;
    super.dispose();
  }

  private _add(): SpectraPlot {
    const plot = this._make();
    this._plots.push(plot);
    this.addWidget(plot);
    return plot;
  }

  /**
   * Dispose of unused plots: a hidden plot would hold its drawing. @param count of those that stay.
   */
  private _end(count: number): void {
    this._plots.splice(count).forEach(plot => plot.dispose());
  }

  private _shown(): readonly SpectraPlot[] {
    return this.plots.filter((plot, i) => i === 0 || plot.frame !== null);
  }

  /**
   * Keep curves in their plots during a gesture that changes them: a change of the groups would
   * remove the plot.
   */
  private _held(curves: readonly ICurve[]): (readonly ICurve[])[] {
    const panelOf = ({ key }: ICurve) =>
      Math.max(
        0,
        this._keys.findIndex(keys => keys.has(key))
      );
    return this._keys
      .map((_, panel) => curves.filter(curve => panelOf(curve) === panel))
      .filter(({ length }) => length > 0);
  }

  private _plots: SpectraPlot[] = [];
  private _axes = new PanelAxes();
  private _areFarApart = false;
  /** Keys of the curves in each plot, by ascending energy. */
  private _keys: ReadonlySet<string>[] = [];
}

function fewer(groups: readonly (readonly ICurve[])[]): (readonly ICurve[])[] {
  const [first, last] = [groups.slice(0, mostPanels - 1), groups.slice(mostPanels - 1)];
  return last.length > 0 ? [...first, last.flat()] : first;
}
