import type { AxesView, Range } from '../../analysis/document/index.js';
import { energiesOf, type ICurve } from '../../plots/index.js';

/**
 * Ranges of several plots side by side. The document has a single zoom, that of the plot that was
 * zoomed last: each plot remembers its own until everything is shown again.
 */
export class PanelAxes {
  /**
   * A zoom across several groups, from when they shared an axis, is ignored.
   * @param active index of the group with the active curve.
   * @returns one per group; the same object for the same view.
   */
  of(groups: readonly (readonly ICurve[])[], axes: AxesView, active: number): AxesView[] {
    const { x, y } = axes;
    if (x === null) {
      this._zooms = [];
      return groups.map((_, i) => this._same(i, { ...axes, y: i === active ? y : null }));
    }
    const zoomed = [...groups.keys()].filter(i => liesOver(groups[i], x));
    if (zoomed.length === 1) {
      this._zooms[zoomed[0]] = { x, y };
    }
    return groups.map((_, i) => {
      const own = this._zooms[i] ?? whole;
      return this._same(i, { ...axes, x: own.x, y: y === null ? null : own.y });
    });
  }

  private _same(panel: number, axes: AxesView): AxesView {
    const before = this._known[panel];
    const names = Object.keys({ ...before, ...axes }) as (keyof AxesView)[];
    if (before && names.every(name => before[name] === axes[name])) {
      return before;
    }
    this._known[panel] = axes;
    return axes;
  }

  private _zooms: { x: Range | null; y: Range | null }[] = [];
  private _known: AxesView[] = [];
}

const whole = { x: null, y: null };

function liesOver(curves: readonly ICurve[], x: Range): boolean {
  const energies = energiesOf(curves);
  return energies !== null && Math.min(...x) <= energies[1] && Math.max(...x) >= energies[0];
}
