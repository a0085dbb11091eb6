import { Notification } from '@jupyterlab/apputils';
import { asXESError, XESError } from '../../base/errors.js';
import type { IMadeFigure, IPlacedPlots } from '../../figures/paper/index.js';
import { Lifetime, LifetimeEnded } from '../../lifecycle/index.js';
import { ModelPopover, type IModelPopoverOptions } from '../modelpopover.js';
import { lastPaper, rememberPaper } from './choice.js';
import { PaperForm } from './paperform.js';
import { paperFile } from './paperpage.js';
import { shownLineage } from './shownlineage.js';
import { mediaType, putFigure } from './putfigure.js';
import type { FigurePlace, IFigureFolder, IPaperChoice, PaperPurpose } from './types.js';

export interface IPaperOptions extends IModelPopoverOptions {
  /** Path of the document. */
  path: () => string;
  /** Name of the file, without its ending. */
  name: () => string;
  /** What is drawn, in a style. */
  plots: (style: IPaperChoice['style'], purpose: PaperPurpose) => Promise<IPlacedPlots>;
  /** Where files beside the document are; absent: figures can only be downloaded. */
  folder?: IFigureFolder | undefined;
  /** Something failed that a person asked for. */
  onFailure: (error: unknown) => void;
}

/** px */
const width = 360;

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
    void this._lookAtFolder();
  }

  protected content(): React.JSX.Element {
    return (
      <PaperForm
        choice={this._choice}
        preview={this._preview}
        notes={this._notes}
        folder={this.options?.folder ? (this._folder?.name ?? '') : null}
        place={this._to}
        isLocked={this._locked !== ''}
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
      this._preview = URL.createObjectURL(new Blob([made.bytes], { type: mediaType('.svg') }));
      this._missing = made.missing;
      this.update();
    }
  }

  private async _save(): Promise<void> {
    const { options } = this;
    const turn = ++this._turns.file;
    const choice = this._choice;
    const name = `${options?.name() ?? 'figure'}.${choice.format}`;
    const make = async () => {
      const made = await this._made(choice, 'file', turn);
      return made && { name, bytes: made.bytes };
    };
    try {
      if (await putFigure(make, this._to, options?.folder ?? null)) {
        this.end();
      }
    } catch (error) {
      this._onNotPut(error, options?.onFailure);
    }
  }

  /** A file could not be put where it was chosen. */
  private _onNotPut(error: unknown, report: IPaperOptions['onFailure'] | undefined): void {
    this._turns.file++;
    const { code, message } = asXESError(error);
    if (code === 'file/write-failed' && !this.isDisposed) {
      this._refusal = message;
      this._say('file', '');
    } else if (code === 'file/write-failed') {
      Notification.error(message, { autoClose: false }); // closed meanwhile
    } else if (code === 'worker/cancelled') {
      this._say('file', '');
    } else {
      report?.(error);
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

  /** Whether the folder can be written into; what can't is downloaded. */
  private async _lookAtFolder(): Promise<void> {
    const { options } = this;
    try {
      const folder = await this._lifetime.whenAlive(
        options?.folder?.look() ?? Promise.resolve(null)
      );
      this._folder = folder && { ...folder, name: folder.name || 'the root folder' };
      this.update();
    } catch (error) {
      if (!(error instanceof LifetimeEnded)) {
        options?.onFailure(error);
      }
    }
  }

  /** Why a figure can't be written beside the document; '' where it can, as far as is known. */
  private get _locked(): string {
    const { _folder: folder, _refusal: refusal } = this;
    return folder && !folder.isWritable
      ? `${folder.name} can only be read: nothing can be written beside the document.`
      : refusal;
  }

  private get _to(): FigurePlace {
    return this._locked === '' && this.options?.folder ? this._choice.to : 'download';
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
    return [preview, file, this._locked, missing ?? ''].filter(note => note !== '');
  }

  private _choice = lastPaper();
  private _preview = '';
  private _folder: { readonly name: string; readonly isWritable: boolean } | null = null;
  /** Why the last figure could not be written there. */
  private _refusal = '';
  private _said: Readonly<Record<PaperPurpose, string>> = { preview: '', file: '' };
  /** What PDF and PNG can't show. */
  private _missing: string | null = null;
  /** How often each was asked for. */
  private _turns: Record<PaperPurpose, number> = { preview: 0, file: 0 };
  private _lifetime = new Lifetime();
}
