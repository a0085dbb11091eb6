import { isWithin, pixelWithin, type IPlotArea } from '../figures/maps/area.js';
import {
  labelFoot,
  labelGap,
  labelHeight,
  type ILineLabel,
  type IPlacedLabel
} from '../figures/curves/linelabels.js';
import { spanOf, type IPlotMark, type MarkPart, type Span } from './plotmark.js';
import { textWidth } from './textwidth.js';

const svg = 'http://www.w3.org/2000/svg';

/** Rows for labels without room of their own, so that those of neighbours do not overlap. */
const rows = 3;

const partNames: Record<MarkPart, string> = {
  middle: '',
  low: ', lower edge',
  high: ', upper edge'
};

/**
 * A mark over a plot: band, edges and label of a range, or the line of an energy. The nodes stay
 * while it moves.
 */
export class MarkNode {
  constructor() {
    this.node.setAttribute('role', 'group');
    this._label.classList.add('jp-XESMark-label');
    this._label.setAttribute('aria-hidden', 'true');
    for (const part of ['middle', 'low', 'high'] as const) {
      const { grip, line } = this._parts[part];
      line.classList.add('jp-XESMark-line', `jp-mod-${part}`);
      grip.classList.add('jp-XESMark-grip', `jp-mod-${part}`);
      grip.setAttribute('role', 'slider');
      grip.setAttribute('aria-orientation', 'horizontal');
    }
    this._band.classList.add('jp-XESMark-band');
    const { middle, low, high } = this._parts;
    // edges lie over the band, and handles over everything visible
    const seen = [middle.line, low.line, high.line];
    this.node.append(this._band, ...seen, this._label, middle.grip, low.grip, high.grip);
  }

  readonly node: SVGGElement = document.createElementNS(svg, 'g');

  /** The part that a node of this mark is; null if none. */
  partOf(node: EventTarget | null): MarkPart | null {
    const parts = ['middle', 'low', 'high'] as const;
    return node === this._label
      ? 'middle'
      : (parts.find(part => this._parts[part].grip === node) ?? null);
  }

  /** Focus a part, without scrolling to it. */
  focus(part: MarkPart): void {
    this._parts[part].grip.focus({ preventScroll: true });
  }

  /**
   * Draw a mark: nothing if it lies outside or is invalid, and no edge that lies outside.
   * @param index its index among the marks. @param place of its label; null if there is no room for
   * it.
   */
  draw(mark: IPlotMark, area: IPlotArea, index: number, at: IPlacedLabel | null = null): void {
    const { kind, low, high, label, style } = mark;
    const drawn = [kind, low, high, label, style, area, index, at?.x, at?.y, at?.anchor];
    if (drawn.every((entry, i) => Object.is(entry, this._drawn[i]))) {
      return; // during a drag all marks are drawn in each frame
    }
    this._drawn = drawn;
    const span = seenSpan(mark, area);
    this.node.toggleAttribute('hidden', span === null);
    if (span === null) {
      return;
    }
    this.node.setAttribute('class', `jp-XESMark jp-mod-${mark.kind} jp-mod-${mark.style}`);
    this.node.setAttribute('aria-label', mark.label);
    const ends = span.map(energy => pixelWithin(area, 'x', energy));
    const [start, end] = [Math.min(...ends), Math.max(...ends)];
    this._drawParts(mark, span, area, ends);
    place(this._band, { x: start, width: end - start, y: area.top, height: area.height });
    this._band.toggleAttribute('hidden', mark.kind === 'energy');
    this._drawLabel(mark, at ?? inRow(index, start, area));
  }

  private _drawParts(
    { kind, label }: IPlotMark,
    [low, high]: readonly [number, number],
    area: IPlotArea,
    [lowPixel, highPixel]: readonly number[]
  ): void {
    const isRange = kind === 'range';
    const areIn = [low, high].map(energy => isWithin(area, 'x', energy));
    const { middle, low: lower, high: upper } = this._parts;
    const bottom = area.top + area.height;
    for (const [{ line, grip }, pixel, isIn] of [
      [lower, lowPixel, isRange && areIn[0]],
      [upper, highPixel, isRange && areIn[1]],
      [middle, lowPixel, !isRange]
    ] as const) {
      line.toggleAttribute('hidden', !isIn);
      grip.toggleAttribute('hidden', !isIn);
      place(line, { x1: pixel, x2: pixel, y1: area.top, y2: bottom });
      place(grip, { x: pixel - 4, width: 8, y: area.top, height: area.height });
    }
    // a range that fills the plot can only be grabbed at its label: the plot itself can still be
    // zoomed
    const isMovable = !isRange || areIn[0] || areIn[1];
    middle.grip.toggleAttribute('hidden', false);
    middle.grip.classList.toggle('jp-mod-through', !isMovable);
    if (isRange) {
      const start = Math.min(lowPixel, highPixel);
      const width = Math.abs(highPixel - lowPixel);
      place(middle.grip, { x: start, width, y: area.top, height: area.height });
    }
    this._describe('middle', label, (low + high) / 2, area, rangeText(low, high));
    this._describe('low', label, low, area, energyText(low));
    this._describe('high', label, high, area, energyText(high));
  }

  private _describe(
    part: MarkPart,
    label: string,
    energy: number,
    { x }: IPlotArea,
    text: string
  ): void {
    const { grip } = this._parts[part];
    grip.setAttribute('aria-label', `${label}${partNames[part]}`);
    grip.setAttribute('aria-valuetext', text);
    place(grip, {
      tabindex: 0,
      'aria-valuenow': energy,
      'aria-valuemin': Math.min(...x),
      'aria-valuemax': Math.max(...x)
    });
  }

  /** Position and width of a mark's label; null if the mark is not visible. */
  labelOf(mark: IPlotMark, area: IPlotArea): ILineLabel | null {
    const span = seenSpan(mark, area);
    if (!span) {
      return null;
    }
    const { label } = mark;
    if (this._measured?.label !== label) {
      this._label.textContent = label; // measured once: it may be dragged
      this._measured = { label, width: textWidth(this._label, label) };
    }
    const x = Math.min(...span.map(energy => pixelWithin(area, 'x', energy)));
    return { x, width: this._measured.width };
  }

  private _drawLabel({ label }: IPlotMark, { x, y, anchor }: IPlacedLabel): void {
    this._label.textContent = label;
    this._label.setAttribute('text-anchor', anchor);
    place(this._label, { x, y });
  }

  private _measured: { label: string; width: number } | null = null;
  /** Arguments of the last drawing. */
  private _drawn: readonly unknown[] = [];
  private _band = document.createElementNS(svg, 'rect');
  private _label = document.createElementNS(svg, 'text');
  private _parts = { middle: newPart(), low: newPart(), high: newPart() };
}

/** Ends of a visible mark; null for any other. */
function seenSpan(mark: IPlotMark, { x }: IPlotArea): Span | null {
  const span = spanOf(mark);
  return span && span[1] >= Math.min(...x) && span[0] <= Math.max(...x) ? span : null;
}

/**
 * Position of a label without room of its own: it is needed, for it may be the handle of its mark.
 */
function inRow(index: number, start: number, { left, width, top }: IPlotArea): IPlacedLabel {
  const y = top + labelFoot + labelHeight * (index % rows);
  const isAtEnd = start > left + width / 2;
  return { x: start + (isAtEnd ? -labelGap : labelGap), y, anchor: isAtEnd ? 'end' : 'start' };
}

function newPart() {
  return {
    line: document.createElementNS(svg, 'line'),
    grip: document.createElementNS(svg, 'rect')
  };
}

function energyText(energy: number): string {
  return `${energy.toFixed(2)} eV`;
}

function rangeText(low: number, high: number): string {
  return low === high ? energyText(low) : `${low.toFixed(2)} to ${high.toFixed(2)} eV`;
}

function place(node: Element, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value)) {
      node.setAttribute(name, String(value));
    }
  }
}
