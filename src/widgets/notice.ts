import type { AnalysisModel } from '../analysis/index.js';
import { button, element } from './dom.js';
import { Progress } from './progress.js';

/** A read that takes longer than this shows a bar (ms). */
const patience = 300;

/** What stands in the place of a plot: an error, a read under way, or an invitation. */
export class Notice {
  constructor(
    private _model: AnalysisModel,
    private _guard: (doing: string, work: () => unknown) => void,
    private _onAddScans?: () => void
  ) {}

  readonly node = element('div', 'jp-XESNotice');

  /** Follow the model. @returns whether the notice takes the plot's place. */
  update(): boolean {
    const { failure, active } = this._model;
    const error = failure ?? active?.error ?? null;
    clearTimeout(this._timer);
    if (error) {
      if (error !== this._shown) {
        this._showError(error.code, error.message, failure === null);
      }
    } else if (active?.state === 'loading') {
      this._shown = null;
      const since = (this._since ??= performance.now());
      this._showProgress();
      this.node.hidden = performance.now() - since < patience;
      this._timer = setTimeout(() => (this.node.hidden = false), patience);
      return active.scan === null;
    } else if (!active) {
      this._showEmpty();
    } else {
      this.node.replaceChildren();
    }
    this._since = null;
    this._shown = error;
    this.node.hidden = !error && active !== null;
    return !this.node.hidden;
  }

  dispose(): void {
    clearTimeout(this._timer);
    this._shown = null;
    this.node.replaceChildren();
  }

  private _showError(code: string, message: string, canReload: boolean): void {
    const pane = element('div', 'jp-XESError');
    pane.setAttribute('role', 'alert');
    pane.append(element('p', '', message), element('code', '', code));
    if (canReload) {
      const reload = button('Reload', 'Read the scan again');
      reload.onclick = () => this._guard('Reading the scan', () => this._model.reload(this._index));
      pane.append(reload);
    }
    this.node.replaceChildren(pane);
  }

  private _showProgress(): void {
    this._progress.update(this._model.active?.progress ?? null);
    this._put(this._progress.node);
  }

  private _showEmpty(): void {
    const add = this._onAddScans;
    if (!add) {
      this.node.replaceChildren(); // a lone scan that is about to be read
      return;
    }
    const pane = element('div', 'jp-XESEmpty');
    pane.append(element('p', '', 'Drop scans here, or press Add scans.'));
    const choose = button('Add scans…', 'Choose scans to add to this analysis');
    choose.onclick = () => this._guard('Adding scans', add);
    pane.append(choose);
    this.node.replaceChildren(pane);
  }

  /** Put a node in place, if it is not there: one that stays keeps its focus and its clicks. */
  private _put(node: HTMLElement): void {
    if (this.node.firstChild !== node || this.node.childElementCount !== 1) {
      this.node.replaceChildren(node);
    }
  }

  private get _index(): number {
    return this._model.scans.findIndex(scan => scan === this._model.active);
  }

  private _progress = new Progress(() =>
    this._guard('Cancelling', () => this._model.cancel(this._index))
  );
  /** The error that stands there: it is announced once. */
  private _shown: Error | null = null;
  private _since: number | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
