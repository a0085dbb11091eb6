import type { Panel } from '@lumino/widgets';
import { holdsSameWork, idOf, type AnalysisDocument } from '../analysis/document/index.js';
import { asXESError } from '../base/errors.js';
import { Debounce, DisposableStore, MutableDisposable } from '../lifecycle/index.js';
import { LiveView, type Embed } from './liveview.js';
import { pictureIn, textIn } from './savedpicture.js';
import { readViewData, viewMime, type IFileStamp } from './viewdata.js';

/** An output's data, as passed by JupyterLab. */
export interface IOutputData {
  readonly data: Readonly<Record<string, unknown>>;
}

/** A view hidden for this long is released, ms. */
const timeout = 1500;

/** Names of the files that have changed. Never rejects. */
export type Changed = (stamps: readonly IFileStamp[]) => Promise<string[]>;

const otherWork =
  'Changed here: this is no longer the result of the cell, whose numbers are below. Save it as an analysis to keep it.';

/**
 * The output of a cell: the live viewer while visible, else the picture saved with the notebook.
 * With many cells, only the visible ones cost anything.
 */
export class ViewOutput extends DisposableStore {
  /** @param _place the output's widget, which owns this. @param _path of the notebook. */
  constructor(
    private _place: Panel,
    private _embed: Embed,
    private _path: () => string,
    private _changed: Changed
  ) {
    super();
    _place.addClass('jp-XESOutput');
    this._picture.className = 'jp-XESOutput-picture';
    this._sentence.className = 'jp-XESOutput-sentence';
    this._sentence.setAttribute('role', 'note');
    this._numbers.className = 'jp-XESOutput-numbers';
    _place.node.append(this._picture, this._sentence, this._numbers);
    const seen = new IntersectionObserver(([...entries]) => this._onSeen(entries.at(-1)));
    seen.observe(_place.node);
    this.defer(() => seen.disconnect());
    this.defer(() => this._picture.remove());
    this.defer(() => this._sentence.remove());
    this.defer(() => this._numbers.remove());
  }

  /** Show the present data of an output. */
  render({ data }: IOutputData): void {
    this._live.value = null;
    this._place.removeClass('jp-mod-refused');
    this._showPicture(pictureIn(data));
    this._showNumbers(data['text/plain']);
    this._about = '';
    this._say('');
    try {
      const { document, stamps } = readViewData(data[viewMime]);
      this._document = this._computed = document;
      this._stamps = stamps;
      this._place.toggleClass('jp-mod-series', isSeries(document));
    } catch (error) {
      this._refuse(error);
    }
    this._update();
  }

  private _onSeen(entry?: IntersectionObserverEntry): void {
    this._isSeen = entry?.isIntersecting ?? false;
    if (this._isSeen) {
      this._update();
    } else {
      this._rest.schedule();
    }
  }

  private _update(): void {
    if (this.isDisposed || !this._isSeen || this._live.value || !this._document) {
      return;
    }
    try {
      const live = new LiveView(
        this._embed,
        this._document,
        this._path,
        error => this._refuse(error),
        document => this._compare(document)
      );
      this._live.value = live;
      this._place.insertWidget(0, live);
      this._place.addClass('jp-mod-live');
      void this._lookAtFiles(live);
    } catch (error) {
      this._refuse(error);
    }
  }

  /** The viewer reads the present files; numbers and picture are from when the cell ran. */
  private async _lookAtFiles(live: LiveView): Promise<void> {
    const changed = await this._changed(this._stamps);
    if (changed.length > 0 && this._live.value === live && !live.isDisposed) {
      const [first] = changed;
      const others = changed.length === 1 ? 'was' : `and ${changed.length - 1} more were`;
      this._about = `${first} ${others} written since the cell ran: the view shows the present data, the numbers below are those of that run. Run the cell again.`;
      this._compare(live.document ?? this._computed);
    }
  }

  /** The display is restored later as it was. */
  private _suspend(): void {
    const { value: live } = this._live;
    if (live && !this._isSeen && !this.isDisposed) {
      this._document = live.document;
      this._putAway();
    }
  }

  /**
   * Numbers and the result in Python belong to the cell's code, whatever is changed in the output.
   */
  private _compare(document: AnalysisDocument | null): void {
    const { _computed: computed } = this;
    const isOther = computed !== null && document !== null && !holdsSameWork(computed, document);
    this._say([this._about, isOther ? otherWork : ''].filter(Boolean).join(' '));
  }

  /** The picture stays, with a sentence. */
  private _refuse(error: unknown): void {
    this._document = null;
    this._putAway();
    this._place.addClass('jp-mod-refused');
    this._place.node.style.height = ''; // the user may have made it higher
    const { message } = asXESError(error, 'analysis/invalid');
    this._say(this._picture.hidden ? message : `As it was when the cell ran. ${message}`);
  }

  private _putAway(): void {
    this._live.value = null;
    this._place.removeClass('jp-mod-live');
  }

  private _say(text: string): void {
    this._sentence.textContent = text;
    this._sentence.hidden = text === '';
  }

  /** As an image: scripts in it do not run, and it loads nothing. */
  private _showPicture(address: string | null): void {
    this._picture.hidden = address === null;
    this._picture.alt = 'The picture that was saved with the notebook.';
    if (address !== null) {
      this._picture.src = address;
    }
  }

  /** What the cell printed, including numbers with their σ, as of when it ran. */
  private _showNumbers(output: unknown): void {
    const text = textIn(output).trim();
    this._numbers.replaceChildren(...rowsOf(text));
    this._numbers.hidden = text === '';
    this._place.toggleClass('jp-mod-numbers', text !== '');
  }

  private _picture = document.createElement('img');
  private _sentence = document.createElement('p');
  private _numbers = document.createElement('pre');
  /** The result of the cell. */
  private _computed: AnalysisDocument | null = null;
  /** The document as now displayed. */
  private _document: AnalysisDocument | null = null;
  private _stamps: readonly IFileStamp[] = [];
  /** Message about its files. */
  private _about = '';
  private _isSeen = false;
  private _live = this.add(new MutableDisposable<LiveView>());
  private _rest = this.add(new Debounce(timeout, () => this._suspend()));
}

/** Rows of tables as elements, and sentences as text in between, which wraps. */
function rowsOf(text: string): (string | HTMLElement)[] {
  return text.split('\n').map(line => {
    // columns are separated by two or more spaces
    if (line.split(/ {2,}/).length < 4) {
      return `${line}\n`;
    }
    const row = document.createElement('span');
    row.className = 'jp-XESOutput-row';
    row.textContent = line;
    return row;
  });
}

/** Whether it shows a series page, which is tall: curves, sentences, and measures of each scan. */
function isSeries({ steps, view: { shown, active } }: AnalysisDocument): boolean {
  const ids = new Set([active, ...shown].flatMap(ref => (ref ? [idOf(ref)] : [])));
  return steps.some(({ id, step }) => ids.has(id) && (step === 'consistency' || step === 'drift'));
}
