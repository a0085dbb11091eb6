import { XESError } from '../../base/errors.js';
import { Lifetime } from '../../lifecycle/index.js';
import { downloadBlob } from '../../plots/index.js';
import { ModelPopover, type IModelPopoverOptions } from '../modelpopover.js';
import { lastPaper, rememberPaper } from './choice.js';
import { PaperForm } from './paperform.js';
import { paperFile, type IMadeFigure, type IPaperPlots } from './paperpage.js';
import { shownLineage } from './shownlineage.js';
import type { IPaperChoice, PaperPurpose } from './types.js';

export interface IPaperOptions extends IModelPopoverOptions {
  /** Path of the document. */
  path: () => string;
  /** Name of the file, without its ending. */
  name: () => string;
  /** What is drawn, in a style. */
  plots: (style: IPaperChoice['style'], purpose: PaperPurpose) => Promise<IPaperPlots>;
  /** Something failed that a person asked for. */
  onFailure: (error: unknown) => void;
}

/** px */
const width = 360;

const types = { svg: 'image/svg+xml', pdf: 'application/pdf', png: 'image/png' } as const;

const doing: Readonly<Record<PaperPurpose, string>> = {
  preview: 'Drawing…',
  file: 'Making the file…'
};
const failed: Readonly<Record<PaperPurpose, string>> = {
  preview: 'The figure could not be drawn.',
  file: 'The file could not be made: try again.'
};

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
        notes={this._notes}
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
    const turn = ++this._turns.preview;
    const choice = { ...this._choice, format: 'svg' as const, dpi: 100 };
    const made = await this._made(choice, 'preview', turn);
    if (made) {
      URL.revokeObjectURL(this._preview);
      this._preview = URL.createObjectURL(new Blob([made.bytes], { type: types.svg }));
      this._missing = made.missing;
      this.update();
    }
  }

  private async _save(): Promise<void> {
    const turn = ++this._turns.file;
    const choice = this._choice;
    const name = `${this.options?.name() ?? 'figure'}.${choice.format}`;
    const made = await this._made(choice, 'file', turn);
    if (made) {
      downloadBlob(name, new Blob([made.bytes], { type: types[choice.format] }));
      this.end();
    }
  }

  /** A figure's file; null where it can't be made, which is shown, and where a newer one is asked for. */
  private async _made(
    choice: IPaperChoice,
    purpose: PaperPurpose,
    turn: number
  ): Promise<IMadeFigure | null> {
    const isLast = () => turn === this._turns[purpose] && !this.isDisposed;
    this._say(purpose, doing[purpose]);
    try {
      const made = await this._file(choice, purpose);
      if (made && isLast()) {
        this._say(purpose, '');
        return made;
      }
    } catch (error) {
      if (isLast()) {
        const isTooLarge = error instanceof XESError && error.code === 'figure/too-large';
        this._say(purpose, isTooLarge ? error.message : failed[purpose]);
        if (!isTooLarge) {
          this.options?.onFailure(error);
        }
      } // else its pictures were given up for those of the newer one
    }
    return null;
  }

  private async _file(choice: IPaperChoice, purpose: PaperPurpose): Promise<IMadeFigure | null> {
    const { options } = this;
    if (!options) {
      return null;
    }
    const plots = await this._lifetime.whenAlive(options.plots(choice.style, purpose));
    const path = options.path();
    const about = { title: options.name(), lines: shownLineage(options.model, path) };
    return this._lifetime.whenAlive(paperFile(plots, choice, about));
  }

  private _say(purpose: PaperPurpose, words: string): void {
    this._said = { ...this._said, [purpose]: words };
    this.update();
  }

  /** What is shown beside the preview. */
  private get _notes(): readonly string[] {
    const { preview, file } = this._said;
    const missing = this._choice.format === 'svg' ? null : this._missing;
    return [preview, file, missing ?? ''].filter(note => note !== '');
  }

  private _choice = lastPaper();
  private _preview = '';
  private _said: Readonly<Record<PaperPurpose, string>> = { preview: '', file: '' };
  /** What PDF and PNG can't show. */
  private _missing: string | null = null;
  /** How often each was asked for. */
  private _turns: Record<PaperPurpose, number> = { preview: 0, file: 0 };
  private _lifetime = new Lifetime();
}
