import { MainAreaWidget } from '@jupyterlab/apputils';
import { Panel, Widget } from '@lumino/widgets';
import { UUID } from '@lumino/coreutils';
import { asXESError } from '../base/errors.js';
import { LiveView, type Embed } from './liveview.js';
import { readViewData } from './viewdata.js';
import type { AnalysisDocument } from '../analysis/document/index.js';

export interface IPreviewOptions {
  embed: Embed;
  /** Path of the notebook. */
  path: () => string;
  /** Saves the display as an analysis, which opens. */
  save: (document: AnalysisDocument) => void;
}

/**
 * The result of a cell in a tab next to its notebook. It is not a file: nothing is written unless
 * it is saved as one.
 */
export class Preview extends MainAreaWidget<Panel> {
  constructor(private _options: IPreviewOptions) {
    super({ content: new Panel() });
    this.id = `xes-view-${UUID.uuid4()}`;
    this.addClass('jp-XESResultTab');
    this.toolbar.hide(); // JupyterLab's toolbar keeps its buttons in memory
    this.title.closable = true;
    const bar = document.createElement('div');
    bar.className = 'jp-XESResultTab-bar';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'jp-XESButton jp-mod-styled';
    button.textContent = 'Save as analysis';
    button.title = 'Write it to a file next to the notebook, and open that file';
    button.onclick = () => this._save();
    this._sentence.textContent = 'Computed in the notebook; not saved.';
    bar.append(this._sentence, button);
    this.content.addWidget(new Widget({ node: bar }));
    this.content.addClass('jp-XESResultTab-content');
  }

  /** Its present model; null before it shows anything, and once disposed. */
  get model() {
    return this._live?.model ?? null;
  }

  get viewer() {
    return this._live?.viewer ?? null;
  }

  readonly filled = Promise.resolve();

  /** It is not a file. */
  readonly context = { path: '' };

  /** Show a document instead of the present one. @throws XESError if it can't be shown. */
  display(data: unknown, title: string): void {
    const { document: shown } = readViewData(data);
    this._live?.dispose();
    const { embed, path } = this._options;
    this._live = new LiveView(embed, shown, path);
    this.content.addWidget(this._live);
    this.title.label = title;
    this.title.caption = `${title}: computed in ${path()}, not saved`;
  }

  /** Show why something could not be done. */
  say(reason: unknown): void {
    this._sentence.textContent = asXESError(reason).message;
  }

  private _save(): void {
    const { document: shown } = this._live ?? {};
    if (shown) {
      this._options.save(shown);
    }
  }

  private _sentence = document.createElement('span');
  private _live: LiveView | null = null;
}
