import { Lifetime, LifetimeEnded } from '../../lifecycle/index.js';
import { downloadBlob } from '../../plots/index.js';
import { ModelPopover, type IModelPopoverOptions } from '../modelpopover.js';
import { lastPaper, rememberPaper } from './choice.js';
import { PaperForm } from './paperform.js';
import { paperFile, type IPaperPlots } from './paperpage.js';
import type { IPaperChoice } from './types.js';

export interface IPaperOptions extends IModelPopoverOptions {
  /** Path of the document. */
  path: () => string;
  /** Name of the file, without its ending. */
  name: () => string;
  /** What is drawn, in a style. */
  plots: (style: IPaperChoice['style']) => Promise<IPaperPlots>;
  /** Something failed that a person asked for. */
  onFailure: (error: unknown) => void;
}

/** px */
const width = 360;

const types = { svg: 'image/svg+xml', pdf: 'application/pdf', png: 'image/png' } as const;

/** Saves what is drawn as a figure for a paper, and shows it before. */
export class PaperPopover extends ModelPopover<IPaperOptions> {
  constructor(options: IPaperOptions) {
    super('the figure', 'Figure for a paper', options, width);
    this.addClass('jp-XESPaper');
    this.owned.add(this._lifetime);
    this.owned.defer(() => URL.revokeObjectURL(this._preview));
    void this._look();
  }

  protected content(): React.JSX.Element {
    return (
      <PaperForm
        choice={this._choice}
        preview={this._preview}
        failure={this._failure}
        onChange={change => this._change(change)}
        onSave={() => void this._save()}
      />
    );
  }

  private _change(change: Partial<IPaperChoice>): void {
    this._choice = { ...this._choice, ...change };
    rememberPaper(this._choice);
    this.update();
    void this._look();
  }

  /** Draw the preview; of several that are asked for the last is shown. */
  private async _look(): Promise<void> {
    const turn = ++this._turn;
    const bytes = await this._file({ ...this._choice, format: 'svg', dpi: 100 });
    if (turn === this._turn && bytes && !this.isDisposed) {
      URL.revokeObjectURL(this._preview);
      this._preview = URL.createObjectURL(new Blob([bytes], { type: types.svg }));
      this.update();
    }
  }

  private async _save(): Promise<void> {
    const choice = this._choice;
    const name = `${this.options?.name() ?? 'figure'}.${choice.format}`;
    const bytes = await this._file(choice);
    if (bytes && !this.isDisposed) {
      downloadBlob(name, new Blob([bytes], { type: types[choice.format] }));
      this.end();
    }
  }

  /** The bytes of the figure; null where there are none, which is said. */
  private async _file(choice: IPaperChoice): Promise<Uint8Array<ArrayBuffer> | null> {
    const { options } = this;
    if (!options) {
      return null;
    }
    try {
      const plots = await this._lifetime.whenAlive(options.plots(choice.style));
      const path = options.path();
      const { shownLineage } = await this._lifetime.whenAlive(import('./shownlineage.js'));
      const about = { title: options.name(), lines: shownLineage(options.model, path) };
      return await this._lifetime.whenAlive(paperFile(plots, choice, about));
    } catch (error) {
      if (!(error instanceof LifetimeEnded) && !this.isDisposed) {
        this._failure = 'The figure could not be drawn.';
        this.update();
        options.onFailure(error);
      }
      return null;
    }
  }

  private _choice = lastPaper();
  private _preview = '';
  private _failure = 'Drawing…';
  /** Of previews that were asked for. */
  private _turn = 0;
  private _lifetime = new Lifetime();
}
