import { Notification } from '@jupyterlab/apputils';
import { asXESError, XESError } from '../../base/errors.js';
import type { IMadeFigure, IPlacedPlots } from '../../figures/paper/index.js';
import { Lifetime, LifetimeEnded } from '../../lifecycle/index.js';
import { fileNameOf } from '../filename.js';
import { ModelPopover, type IModelPopoverOptions } from '../modelpopover.js';
import { lastPaper, rememberPaper } from './choice.js';
import { PaperForm } from './paperform.js';
import { paperFile } from './paperpage.js';
import { shownLineage } from './shownlineage.js';
import { mediaType, putFigure } from './putfigure.js';
import type {
  FigurePlace,
  IFigureFolder,
  IPaperChoice,
  PageLook,
  PaperNumber,
  PaperPurpose
} from './types.js';

export interface IPaperOptions extends IModelPopoverOptions {
  /** Path of the document. */
  path: () => string;
  /** File name, without extension. */
  name: () => string;
  /** The displayed plots, in a style. */
  plots: (look: PageLook, purpose: PaperPurpose) => Promise<IPlacedPlots>;
  /** The document's folder; absent if figures can only be downloaded. */
  folder?: IFigureFolder | undefined;
  /** Called when something the user asked for failed. */
  onFailure: (error: unknown) => void;
}

/** px */
const width = 660;

const doing: Readonly<Record<PaperPurpose, string>> = {
  preview: 'Drawing…',
  file: 'Creating the file…'
};
const failed: Readonly<Record<PaperPurpose, string>> = {
  preview: 'The figure could not be drawn.',
  file: 'The file could not be created: try again.'
};

const saved: Readonly<Record<FigurePlace, (name: string) => string>> = {
  folder: name => `Saved next to the document: ${name}.`,
  download: name => `${name} is in the browser’s downloads.`
};
const silence: Readonly<Record<PaperPurpose, string>> = { preview: '', file: '' };

/** Saves the displayed plots as a figure for a paper, with a preview. */
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
        name={this._name}
        file={this._fileName}
        unsound={this._unsound}
        onName={words => this._rename(words)}
        onNumber={(of, value) => this._take(of, value)}
        onChange={change => this._change(change)}
        onSave={() => void this._save()}
      />
    );
  }

  private _change(change: Partial<IPaperChoice>): void {
    this._choice = { ...this._choice, ...change };
    rememberPaper(this._choice);
    this._setMessage('file', '');
    void this._look();
  }

  /** A number was typed. @param value null if empty, where allowed; undefined if invalid. */
  private _take(of: PaperNumber, value: number | null | undefined): void {
    const others = this._unsound.filter(entry => entry !== of);
    this._unsound = value === undefined ? [...others, of] : others;
    if (value === undefined) {
      this.update();
    } else {
      this._change({ [of]: value });
    }
  }

  private _rename(words: string): void {
    this._name = words;
    this._setMessage('file', '');
  }

  /** Name of the file to write, unless it exists already. */
  private get _fileName(): string {
    return `${fileNameOf(this._name)}.${this._choice.format}`;
  }

  /** Draw the preview; of several requests, the last is shown. */
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
    const { options, _choice: choice, _fileName: name, _to: to } = this;
    if (this._unsound.length > 0) {
      return; // the button is disabled
    }
    const turn = ++this._turns.file;
    const make = async () => {
      const made = await this._made(choice, 'file', turn);
      return made && { name, bytes: made.bytes };
    };
    try {
      const put = await putFigure(make, to, options?.folder ?? null);
      if (put !== null && turn === this._turns.file && !this.isDisposed) {
        this._setMessage('file', saved[to](put)); // it stays open: a paper may need several formats
      }
    } catch (error) {
      this._onNotPut(error, options?.onFailure);
    }
  }

  /** A file could not be saved to the chosen place. */
  private _onNotPut(error: unknown, report: IPaperOptions['onFailure'] | undefined): void {
    this._turns.file++;
    const { code, message } = asXESError(error);
    if (code === 'file/write-failed' && !this.isDisposed) {
      this._refusal = message;
      this._setMessage('file', '');
    } else if (code === 'file/write-failed') {
      Notification.error(message, { autoClose: false }); // closed in the meantime
    } else if (code === 'worker/cancelled') {
      this._setMessage('file', '');
    } else {
      report?.(error);
    }
  }

  /** A figure's file; null if it can't be made, which is shown, or if a newer one was requested. */
  private async _made(
    choice: IPaperChoice,
    purpose: PaperPurpose,
    turn: number
  ): Promise<IMadeFigure | null> {
    const isLast = () => turn === this._turns[purpose] && !this.isDisposed;
    this._setMessage(purpose, doing[purpose]);
    try {
      const made = await this._file(choice, purpose);
      if (made && isLast()) {
        this._setMessage(purpose, '');
        return made;
      }
    } catch (error) {
      if (isLast()) {
        const isTooLarge = error instanceof XESError && error.code === 'figure/too-large';
        this._setMessage(purpose, isTooLarge ? error.message : failed[purpose]);
        if (!isTooLarge) {
          this.options?.onFailure(error);
        }
      } // otherwise its pictures were released for those of the newer request
    }
    return null;
  }

  /** Find out whether the folder can be written to; if not, figures are downloaded. */
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

  /** Why a figure can't be saved in the document's folder; '' if it can, as far as is known. */
  private get _locked(): string {
    const { _folder: folder, _refusal: refusal } = this;
    return folder && !folder.isWritable
      ? `${folder.name} is read-only: nothing can be written next to the document.`
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
    const plots = await this._lifetime.whenAlive(options.plots(choice, purpose));
    const path = options.path();
    const about = { title: options.name(), lines: shownLineage(options.model, path, choice) };
    return this._lifetime.whenAlive(paperFile(plots, choice, about));
  }

  private _setMessage(purpose: PaperPurpose, words: string): void {
    this._messages = { ...this._messages, [purpose]: words };
    this.update();
  }

  /** Notes shown next to the preview. */
  private get _notes(): readonly string[] {
    // while a number is invalid, earlier notes concern other values
    const { preview, file } = this._unsound.length > 0 ? silence : this._messages;
    const missing = this._choice.format === 'svg' ? null : this._missing;
    return [preview, file, this._locked, missing ?? ''].filter(note => note !== '');
  }

  private _choice = lastPaper();
  private _preview = '';
  private _folder: { readonly name: string; readonly isWritable: boolean } | null = null;
  /** Why the last figure could not be saved there. */
  private _refusal = '';
  private _messages = silence;
  /** Name of the file, as typed. */
  private _name = this.options?.name() ?? '';
  /** Fields with an invalid number. */
  private _unsound: readonly PaperNumber[] = [];
  /** What PDF and PNG can't show. */
  private _missing: string | null = null;
  /** Counts requests of each kind. */
  private _turns: Record<PaperPurpose, number> = { preview: 0, file: 0 };
  private _lifetime = new Lifetime();
}
