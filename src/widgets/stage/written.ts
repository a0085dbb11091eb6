import type { IRect } from '../../plots/index.js';

/** What is written on a plot, pixels of its node: no name is written over it. */
export class Written {
  constructor(private _node: HTMLElement) {}

  /** Where the legend was when it was looked for last: it stays while marks or axes are dragged. */
  legend: readonly IRect[] = [];

  /** Look for the legend. It asks for the page's layout: not while the axes are dragged. */
  look(): void {
    this.legend = this._of('.legend .bg');
  }

  /** The legend, and the labels of marks as they are now. It asks for the page's layout too. */
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
