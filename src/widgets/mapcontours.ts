import type { IDisposable } from '@lumino/disposable';
import type { ContoursView } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';
import type { ContourChoice, ContourLines } from '../figures/index.js';
import type { IPaperFigure } from './paper/types.js';
import { ContourLayer, type IPlacedImage, type IPlotArea } from '../plots/index.js';

export interface IMapContoursOptions {
  /** Computes contours; rejects if they can't be drawn or are no longer needed. */
  find: (key: string, choice: ContourChoice) => Promise<ContourLines>;
  /** Called when contours have arrived (null), or with the reason why they can't be drawn. */
  onFound: (failure: unknown) => void;
}

interface ISize {
  width: number;
  height: number;
}

/** The contours of the displayed map: computed in a worker, drawn at their energies. */
export class MapContours implements IDisposable {
  constructor(private _options: IMapContoursOptions) {}

  get canvas(): HTMLCanvasElement {
    return this._layer.canvas;
  }

  get isDisposed(): boolean {
    return this._options === null;
  }

  get bytes(): number {
    return this._layer.bytes;
  }

  /**
   * Set the contours to draw for the map with a key; those of the previous map stay until the new
   * ones arrive.
   * @param isOther whether it is a map of something else, whose contours must not stand in for
   * these.
   */
  show(key: string, view: ContoursView | null, isOther = false): void {
    if (isOther) {
      this._name = '';
      this._show(null);
    }
    const isSameStyle = view === this._view;
    this._view = view;
    const { count, scale, levels } = view ?? {};
    const name = view ? JSON.stringify([key, levels ?? [count, scale]]) : '';
    if (name === this._name) {
      if (!isSameStyle) {
        this._show(this._lines);
      }
      return;
    }
    this._name = name;
    if (!view) {
      this._show(null);
      this._options.onFound(null);
      return;
    }
    this._options.find(key, choiceOf(view)).then(
      lines => this._found(name, lines, null),
      (error: unknown) => this._found(name, null, error)
    );
  }

  /** Draw them at their energies. @param size of the map's node, pixels. */
  draw(area: IPlotArea, size: ISize): void {
    this._place = [area, size];
    this._layer.draw(area, size);
  }

  /** Images of the contours for a saved figure. */
  images(area: IPlotArea, size: ISize): IPlacedImage[] {
    const image = this._layer.image(area, size);
    return image ? [{ image, x: 0, y: 0, ...size }] : [];
  }

  /** The contours for paper; null if there are none. */
  get onPaper(): NonNullable<IPaperFigure['map']>['contours'] {
    return this._lines && this._view && { lines: this._lines, style: this._view };
  }

  /** Discard all contours; they are computed again when a map is shown. */
  clear(): void {
    this._name = '';
    this._place = null;
    this._show(null);
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.clear();
      this._layer.canvas.remove();
      this._options = null as never;
    }
  }

  private _found(name: string, lines: ContourLines | null, failure: unknown): void {
    if (name !== this._name || this.isDisposed) {
      return;
    }
    if (isCancelled(failure)) {
      this._name = ''; // the next drawing tries again
      return;
    }
    this._show(lines);
    this._options.onFound(failure);
  }

  private _show(lines: ContourLines | null): void {
    this._lines = lines;
    this._layer.show(lines, this._view ?? { labels: false });
    if (this._place) {
      this._layer.draw(...this._place);
    }
  }

  private _layer = new ContourLayer();
  private _lines: ContourLines | null = null;
  private _view: ContoursView | null = null;
  /** Identifies the last request. */
  private _name = '';
  private _place: [IPlotArea, ISize] | null = null;
}

function isCancelled(failure: unknown): boolean {
  return failure instanceof XESError && failure.code === 'worker/cancelled';
}

/** The choice of contours, independent of how they are drawn. */
export function choiceOf({ count, scale, levels }: ContoursView): ContourChoice {
  return { count, scale, ...(levels ? { levels } : {}) };
}
