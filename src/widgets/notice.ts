import type { Failure } from '../analysis/steps/part.js';
import type { AnalysisModel, ModelScan } from '../model/index.js';
import { isAskable, messageForDialog } from './columns/askable.js';
import { button, element } from './dom.js';
import { ViewerPart, type Guard } from './part.js';
import { Progress } from './progress.js';

/** Ways to start that an empty analysis offers. */
export interface IBeginnings {
  /** Adds the demonstration scan. */
  addDemonstration: () => void;
  /** Opens the example notebooks. */
  openExamples: () => void;
}

export interface INoticeOptions {
  /** A read that takes longer than this shows a progress bar, ms. */
  progressDelay: () => number;
  /** Asks for scans to add; absent for a lone scan. */
  addScans?: () => void;
  /** Absent if there are none. */
  beginnings?: IBeginnings;
  /** Opens the dialog that assigns the arrays of a scan's file. */
  askColumns?: ((id: string) => void) | undefined;
}

/** What there is to draw. */
export interface IDrawn {
  /** Why there is nothing; null if there is something, or it is still awaited. */
  failure: Failure | null;
  /** Whether there is anything. */
  isAny: boolean;
}

/** What to do once there are scans. */
const steps = [
  'Click a scan to see it; tick several to draw them over one another.',
  'Select scans, then use “Add step…” to average, normalise, subtract a background or fit; the inspector on the right shows parameters and numbers.',
  'Drag on a plot to zoom, double-click to show everything. Everything can be undone.'
];

/**
 * Takes the place of a plot: an error, a read in progress, or an invitation to start; an error
 * stays above what can still be drawn.
 */
export class Notice extends ViewerPart {
  constructor(
    model: AnalysisModel,
    guard: Guard,
    private _options: INoticeOptions
  ) {
    super(model, 'jp-XESNotice', guard);
    this.owned.defer(() => clearTimeout(this._timer));
  }

  /** What there is to draw; set before each update. */
  drawn: IDrawn = { failure: null, isAny: false };

  /** Whether the notice takes the plot's place. */
  get isCovering(): boolean {
    return this._isCovering;
  }

  update(): void {
    clearTimeout(this._timer);
    this._isCovering = this._show();
  }

  override dispose(): void {
    this.drawn = { failure: null, isAny: false };
    super.dispose();
  }

  private _show(): boolean {
    const { model } = this;
    const { failure, isAny } = this.drawn;
    const whole = model?.failure ?? null;
    const error = whole ?? failure;
    const scan = model?.active ?? null;
    // what is drawn stays visible: e.g. the inputs of a failed step, so that its ranges can be
    // corrected
    const isAbove = error !== null && !whole && isAny;
    this.node.classList.toggle('jp-mod-above', isAbove);
    if (error) {
      this._put(`error ${whole !== null} ${this._id} ${error.code} ${error.message}`, () =>
        this._error(error, whole !== null)
      );
      this._cover(true);
      return !isAbove;
    }
    if (scan?.state === 'loading' || (!isAny && this._isComputing)) {
      return this._showWaiting(scan, isAny);
    }
    if (model?.activeRef == null) {
      const invites = this._options.addScans !== undefined && model?.isLoaded === true;
      this._put(`empty ${invites}`, () => (invites ? this._invitation() : null));
      return this._cover(true);
    }
    this._put('', () => null);
    return this._cover(false);
  }

  /** Whether the active step is being computed. */
  private get _isComputing(): boolean {
    const state = this.model?.outcome(this._id)?.state;
    return state === 'waiting' || state === 'running';
  }

  private _cover(isCovering: boolean): boolean {
    this._since = null;
    this.node.hidden = !isCovering;
    return isCovering;
  }

  /** A progress bar, if it takes long. */
  private _showWaiting(scan: ModelScan | null, isAny: boolean): boolean {
    const since = (this._since ??= performance.now());
    const progressDelay = this._options.progressDelay();
    if (scan?.state === 'loading') {
      this._progress.update(scan.progress);
      this._put('reading', () => this._progress.node);
    } else {
      this._put('computing', () => element('div', 'jp-XESReading', 'Computing…'));
    }
    this.node.hidden = performance.now() - since < progressDelay;
    this._timer = setTimeout(() => (this.node.hidden = false), progressDelay);
    return !isAny;
  }

  /** An error with its code, a sentence, and the button that helps. */
  private _error({ code, message }: Failure, isOfDocument: boolean): HTMLElement {
    const pane = element('div', 'jp-XESError');
    pane.setAttribute('role', 'alert');
    const ask = !isOfDocument && !this.model?.activeStep && isAskable(code) ? this._ask() : [];
    const text = ask.length > 0 ? messageForDialog({ code, message }) : message;
    pane.append(element('p', '', text), element('code', '', code));
    if (!isOfDocument) {
      pane.append(...ask, this.model?.activeStep ? this._switchOff() : this._reload());
    }
    return pane;
  }

  private _ask(): HTMLElement[] {
    const { askColumns } = this._options;
    if (!askColumns) {
      return [];
    }
    const ask = button('Choose its columns…', 'Choose what each array of the file is');
    ask.onclick = () => this.guard('Asking for the columns', () => askColumns(this._id));
    return [ask];
  }

  private _reload(): HTMLElement {
    const reload = button('Reload', 'Read the scan again');
    reload.onclick = () => this.guard('Reading the scan', () => this.model?.reload(this._id));
    return reload;
  }

  private _switchOff(): HTMLElement {
    const off = button('Switch off', 'Leave the step out: it passes on its input');
    off.onclick = () =>
      this.guard('Switching a step off', () => this.model?.setOff(this._id, true));
    return off;
  }

  private _invitation(): HTMLElement {
    const { addScans, beginnings } = this._options;
    const pane = element('div', 'jp-XESEmpty');
    const buttons = element('div', 'jp-XESEmpty-buttons');
    const choose = button('Add scans…', 'Choose scans to add to this analysis');
    choose.onclick = () => this.guard('Adding scans', () => addScans?.());
    buttons.append(choose);
    if (beginnings) {
      const demonstrate = button(
        'Try a demonstration scan',
        'Write a small synthetic RXES map, xes-demonstration.dat, next to this analysis, and add it'
      );
      demonstrate.onclick = () =>
        this.guard('Adding the demonstration scan', beginnings.addDemonstration);
      const examples = button(
        'Example notebooks',
        'Write four small notebooks for Python to the folder xes-examples next to this analysis, and open the first'
      );
      examples.onclick = () => this.guard('Opening the examples', beginnings.openExamples);
      buttons.append(demonstrate, examples);
    }
    const next = element('ol', 'jp-XESEmpty-next');
    next.append(...steps.map(step => element('li', '', step)));
    pane.append(
      element('p', 'jp-XESEmpty-first', 'Drop scans here from the file browser, or add them.'),
      buttons,
      element('p', '', 'Next steps:'),
      next,
      element('p', '', 'All gestures and keys: Help → X-ray Emission Help.')
    );
    return pane;
  }

  /**
   * Show a node, unless an equal one is already shown: a node that stays keeps its focus and its
   * clicks, and is announced only once.
   */
  private _put(name: string, make: () => HTMLElement | null): void {
    if (name !== this._name) {
      this._name = name;
      const node = make();
      this.node.replaceChildren(...(node ? [node] : []));
    }
  }

  private get _id(): string {
    return this.model?.activeRef?.id ?? '';
  }

  private _progress = new Progress(() =>
    this.guard('Cancelling', () => this.model?.cancel(this._id))
  );
  private _isCovering = false;
  /** Identifies the node shown. */
  private _name = '';
  private _since: number | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
