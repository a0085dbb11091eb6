import type { AnalysisModel } from '../model/index.js';
import { button, element } from './dom.js';
import { ViewerPart, type Guard } from './part.js';
import { Progress } from './progress.js';

export interface INoticeOptions {
  /** A read that takes longer than this shows a bar, ms. */
  progressDelay: () => number;
  /** Asks for scans to add; absent for a lone scan. */
  addScans?: () => void;
}

/** What stands in the place of a plot: an error, a read under way, or an invitation. */
export class Notice extends ViewerPart {
  constructor(
    model: AnalysisModel,
    guard: Guard,
    private _options: INoticeOptions
  ) {
    super(model, 'jp-XESNotice', guard);
    this.owned.defer(() => clearTimeout(this._timer));
  }

  /** Whether the notice takes the plot's place. */
  get isCovering(): boolean {
    return this._isCovering;
  }

  update(): void {
    this._isCovering = this._show();
  }

  private _show(): boolean {
    const { failure, active } = this.model ?? { failure: null, active: null };
    const error = failure ?? active?.error ?? null;
    clearTimeout(this._timer);
    if (error) {
      if (error !== this._shown) {
        this._showError(error.code, error.message, failure === null);
      }
    } else if (active?.state === 'loading') {
      this._shown = null;
      const since = (this._since ??= performance.now());
      const progressDelay = this._options.progressDelay();
      this._showProgress();
      this.node.hidden = performance.now() - since < progressDelay;
      this._timer = setTimeout(() => (this.node.hidden = false), progressDelay);
      return !this.model?.map && !this.model?.spectrum;
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

  override dispose(): void {
    this._shown = null;
    super.dispose();
  }

  private _showError(code: string, message: string, canReload: boolean): void {
    const pane = element('div', 'jp-XESError');
    pane.setAttribute('role', 'alert');
    pane.append(element('p', '', message), element('code', '', code));
    if (canReload) {
      const reload = button('Reload', 'Read the scan again');
      reload.onclick = () => this.guard('Reading the scan', () => this.model?.reload(this._id));
      pane.append(reload);
    }
    this.node.replaceChildren(pane);
  }

  private _showProgress(): void {
    this._progress.update(this.model?.active?.progress ?? null);
    this._put(this._progress.node);
  }

  private _showEmpty(): void {
    const add = this._options.addScans;
    if (!add || !this.model?.isLoaded) {
      this.node.replaceChildren(); // a document, or a lone scan, that is about to be read
      return;
    }
    const pane = element('div', 'jp-XESEmpty');
    pane.append(element('p', '', 'Drop scans here, or press Add scans.'));
    const choose = button('Add scans…', 'Choose scans to add to this analysis');
    choose.onclick = () => this.guard('Adding scans', add);
    pane.append(choose);
    this.node.replaceChildren(pane);
  }

  /** Put a node in place, if it is not there: one that stays keeps its focus and its clicks. */
  private _put(node: HTMLElement): void {
    if (this.node.firstChild !== node || this.node.childElementCount !== 1) {
      this.node.replaceChildren(node);
    }
  }

  private get _id(): string {
    return this.model?.active?.id ?? '';
  }

  private _progress = new Progress(() =>
    this.guard('Cancelling', () => this.model?.cancel(this._id))
  );
  private _isCovering = false;
  /** The error that stands there: it is announced once. */
  private _shown: Error | null = null;
  private _since: number | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
