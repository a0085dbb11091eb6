import type { AnalysisModel } from '../analysis/index.js';
import { button, element } from './dom.js';

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
      this._showError(error.code, error.message, failure === null);
    } else if (active?.state === 'loading') {
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
    this.node.hidden = !error && active !== null;
    return !this.node.hidden;
  }

  dispose(): void {
    clearTimeout(this._timer);
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
    const progress = this._model.active?.progress;
    const moved = progress ? `${(progress.bytes / 1e6).toFixed(1)} MB read` : 'Reading…';
    const cancel = button('Cancel', 'Stop reading');
    cancel.onclick = () => this._guard('Cancelling', () => this._model.cancel(this._index));
    const bar = element('progress', 'jp-XESProgress');
    bar.setAttribute('aria-label', 'Reading the scan');
    this.node.replaceChildren(bar, element('span', '', moved), cancel);
  }

  private _showEmpty(): void {
    const pane = element('div', 'jp-XESEmpty');
    pane.append(element('p', '', 'Drop scans here, or add them.'));
    const add = this._onAddScans;
    if (add) {
      const choose = button('Add scans…', 'Choose scans to add to this analysis');
      choose.onclick = () => this._guard('Adding scans', add);
      pane.append(choose);
    }
    this.node.replaceChildren(pane);
  }

  private get _index(): number {
    return this._model.scans.findIndex(scan => scan === this._model.active);
  }

  private _since: number | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
