import type { IRect } from '../../plots/index.js';

/** Text on a plot, pixels of its node, which no label may cover. */
export class Obstacles {
  constructor(private _node: HTMLElement) {}

  /** Where the legend was when last measured: it stays while marks or axes are dragged. */
  legend: readonly IRect[] = [];

  /** Measure the legend. This forces a layout of the page: not during gestures. */
  measure(): void {
    this.legend = this._rectsOf('.legend .bg');
  }

  /** The legend and the present labels of marks. This forces a layout of the page too. */
  all(): readonly IRect[] {
    return [...this.legend, ...this._rectsOf('.jp-XESMark-label')];
  }

  private _rectsOf(selector: string): IRect[] {
    const origin = this._node.getBoundingClientRect();
    return [...this._node.querySelectorAll(selector)].map(element => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return {
        left: left - origin.left,
        top: top - origin.top,
        right: right - origin.left,
        bottom: bottom - origin.top
      };
    });
  }
}
