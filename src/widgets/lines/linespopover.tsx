import type { Range, ReferenceMark } from '../../analysis/document/index.js';
import { ModelPopover, type IModelPopoverOptions } from '../modelpopover.js';
import { elementNear, knownLines, withLines } from './knownlines.js';
import { LinesChooser } from './lineschooser.js';
import { LinesTable } from './linestable.js';
import { RowKeys } from './rowkeys.js';

export interface ILinesOptions extends IModelPopoverOptions {
  /** Visible energies of the plot, eV; null if it has none. */
  visible: Range | null;
}

/** Wide enough for a source, px. */
const width = 560;

/** A table of the known energies that are drawn over spectra. */
export class LinesPopover extends ModelPopover<ILinesOptions> {
  constructor(options: ILinesOptions) {
    super('the reference lines', 'Reference lines', options, width);
    this.addClass('jp-XESLines');
    this._element = elementNear(this._known, options.visible);
  }

  protected content(): React.JSX.Element {
    const lines = this.options?.model.lines ?? [];
    const keys = this._keys.of(lines);
    return (
      <div className="jp-XESLines-content">
        <h3>Reference lines</h3>
        <LinesChooser
          known={this._known}
          element={this._element}
          onAdd={more => this._change('Add reference lines', now => withLines(now, more))}
        />
        {lines.length > 0 ? (
          <div className="jp-XESLines-scroll">
            <LinesTable
              known={this._known}
              {...{ lines, keys }}
              onChange={(i, line) => this._replace(i, line)}
            />
          </div>
        ) : (
          <p className="jp-XESInspector-hint">
            Known lines and edges, drawn over the spectra. Tables differ by up to 2 eV: each value
            has its source.
          </p>
        )}
        <div className="jp-XESLines-tools">
          <button
            type="button"
            className="jp-XESButton jp-mod-styled"
            onClick={() => this._addOwn()}
          >
            Own line
          </button>
          <button
            type="button"
            className="jp-XESButton jp-mod-styled"
            disabled={lines.length === 0}
            onClick={() => this._change('Remove reference lines', () => [])}
          >
            Remove all
          </button>
          <button type="button" className="jp-XESButton jp-mod-styled" onClick={this.end}>
            Close
          </button>
        </div>
      </div>
    );
  }

  private _replace(index: number, line: ReferenceMark | null): void {
    if (!line) {
      this._keys.drop(index);
    }
    this._change(line ? 'Change reference lines' : 'Remove reference lines', lines =>
      lines.flatMap((entry, i) => (i === index ? (line ?? []) : entry))
    );
  }

  /** Add a line in the middle of the visible range, to be edited. */
  private _addOwn(): void {
    const [low, high] = this.options?.visible ?? [0, 2];
    const energy = Math.max(Number(((low + high) / 2).toFixed(1)), 0.1);
    this._change('Add reference lines', lines => [
      ...lines,
      { name: 'line', energy, source: 'own' }
    ]);
  }

  private _change(
    label: string,
    change: (lines: readonly ReferenceMark[]) => readonly ReferenceMark[]
  ): void {
    const { model, guard } = this.options ?? {};
    if (model) {
      guard?.('Changing reference lines', () => model.setLines(change(model.lines), label));
    }
  }

  private _keys = new RowKeys();
  private _known = knownLines();
  private _element: string | null;
}
