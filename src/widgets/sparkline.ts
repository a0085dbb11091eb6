const namespace = 'http://www.w3.org/2000/svg';

/** A small curve of values over time, starting at zero, with a line at the limit. */
export class Sparkline {
  constructor(
    private _width = 360,
    private _height = 56
  ) {
    this.node.setAttribute('viewBox', `0 0 ${_width} ${_height}`);
    this.node.setAttribute('class', 'jp-XESSparkline');
    this.node.setAttribute('role', 'img');
    this._limit.setAttribute('class', 'jp-XESSparkline-limit');
    this._curve.setAttribute('class', 'jp-XESSparkline-curve');
    this.node.append(this._limit, this._curve);
  }

  readonly node = document.createElementNS(namespace, 'svg');

  /** @param label describes it to those who can't see it. */
  draw(values: readonly number[], limit: number, label: string): void {
    const top = 1.1 * Math.max(limit, ...values) || 1;
    const x = (i: number) => (i * this._width) / Math.max(1, values.length - 1);
    const y = (value: number) => this._height * (1 - value / top);
    const points = values.map((value, i) => `${x(i).toFixed(1)} ${y(value).toFixed(1)}`);
    // draw a single value as a level, not a dot
    const all = points.length === 1 ? [...points, `${this._width} ${y(values[0])}`] : points;
    this._curve.setAttribute('d', all.length > 0 ? `M${all.join('L')}` : '');
    this._limit.setAttribute('d', `M0 ${y(limit)}H${this._width}`);
    this.node.setAttribute('aria-label', label);
  }

  private _limit = document.createElementNS(namespace, 'path');
  private _curve = document.createElementNS(namespace, 'path');
}
