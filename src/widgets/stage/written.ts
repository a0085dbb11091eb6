import type { IRect } from '../../plots/index.js';

/** Text on a plot, pixels of its node, which no label may cover. */
export class Written {
  constructor(private _node: HTMLElement) {}

  /** Where the legend was when last measured: it stays while marks or axes are dragged. */
  legend: readonly IRect[] = [];

  /** Measure the legend. This forces a layout of the page: not during gestures. */
  look(): void {
    this.legend = this._of('.legend .bg');
  }

  /** The legend and the present labels of marks. This forces a layout of the page too. */
  all(): readonly IRect[] {
    return [...this.legend, ...this._of('.jp-XESMark-label')];
  }

  private _of(what: string): IRect[] {
    const own = this._node.getBoundingClientRect();
    return [...this._node.querySelectorAll(what)].map(one => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return {
        left: left - own.left,
        top: top - own.top,
        right: right - own.left,
        bottom: bottom - own.top
      };
    });
  }
}
