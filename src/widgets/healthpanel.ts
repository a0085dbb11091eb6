import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { FrameMeter } from '../health/framemeter.js';
import { bytesText, type IHealthFigures } from '../health/figures.js';
import type { ICheckReport } from '../health/checks.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore, MutableDisposable, pageLifecycle } from '../lifecycle/index.js';
import { button, element } from './dom.js';
import { AccountsTable, CheckList, FactList } from './healthparts.js';
import { HealthFacts } from './healthfacts.js';
import { Sparkline } from './sparkline.js';

export interface IHealthPanelOptions {
  diagnostics: IDiagnostics;
  figures: () => IHealthFigures;
  check: () => Promise<ICheckReport>;
  /** Release the memory of a holder or, without a name, everything that can be loaded again. */
  free: (name?: string) => void;
  closeHidden: () => void;
}

/** Between two updates, ms. */
const pause = 1000;

/** Memory and state of the viewer. Nothing runs while the panel is hidden. */
export class HealthPanel extends Widget {
  constructor(options: IHealthPanelOptions) {
    super();
    this.id = 'jp-xes-health';
    this.addClass('jp-XESHealth');
    this.node.tabIndex = -1;
    this._options = options;
    this._accounts = new AccountsTable(name =>
      this._act('Freeing memory', () => options.free(name))
    );
    const free = button('Free caches', 'Release everything that can be read again');
    const close = button('Close hidden views', 'Close the scans and analyses that are not visible');
    const run = button('Run self-checks', 'Check the installation');
    this._owned.listen(free, 'click', () => this._act('Freeing memory', () => options.free()));
    this._owned.listen(close, 'click', () => this._act('Closing views', options.closeHidden));
    this._owned.listen(run, 'click', () => void this.check());
    const follow = () => this._follow();
    this._owned.add(pageLifecycle.subscribe('views', { hidden: follow, shown: follow }));
    this._run = run;
    this.node.append(
      section('Memory', this._memory.node, this._curve.node, this._accounts.node, free, close),
      section('Now', this._live.node),
      section('Reader', this._reader.node),
      section('Compute worker', this._compute.node),
      section('Self-checks', run, this._checks.node),
      section('Session', this._session.node)
    );
  }

  /** Run the self-checks and show them. */
  async check(): Promise<void> {
    const options = this._options;
    if (!options || this._run.disabled) {
      return;
    }
    this._run.disabled = true;
    this._checks.wait();
    const report = await options.diagnostics.guard({ doing: 'Checking' }, options.check);
    if (!this.isDisposed) {
      this._run.disabled = false;
      this._checks.show(report ?? null);
    }
  }

  /** Closing the tab alone would leave the panel alive, and it could not be opened again. */
  protected override onCloseRequest(msg: Message): void {
    super.onCloseRequest(msg);
    this.dispose();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._options?.diagnostics.guardSync({ doing: 'Closing the health panel' }, () => {
      this._looking.dispose();
      this._owned.dispose();
    });
    this._options = null;
    super.dispose();
    this.node.replaceChildren();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._follow();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._follow();
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._looking.value = null;
  }

  protected override onBeforeDetach(msg: Message): void {
    super.onBeforeDetach(msg);
    this._looking.value = null;
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this.node.focus();
  }

  /** Update while visible, and only then. */
  private _follow(): void {
    const isSeen = !this.isDisposed && this.isAttached && this.isVisible && !document.hidden;
    if (!isSeen) {
      this._looking.value = null;
    } else if (!this._looking.value) {
      const looking = new DisposableStore();
      this._meter = looking.add(new FrameMeter());
      const timer = setInterval(() => this._show(), pause);
      looking.defer(() => {
        clearInterval(timer);
        this._meter = null;
      });
      this._looking.value = looking;
      this._show();
    }
  }

  private _show(): void {
    const meter = this._meter;
    if (!meter) {
      return;
    }
    this._options?.diagnostics.guardSync({ doing: 'Showing the health' }, () => {
      const figures = this._options?.figures();
      if (figures) {
        const { held, threshold, samples } = figures;
        const own = [...samples.map(sample => sample.own), held];
        this._curve.draw(own, threshold, `Memory held: ${bytesText(held)}`);
        this._accounts.show(figures.accounts);
        this._memory.show(this._facts.memory(figures));
        this._live.show(this._facts.live(figures, meter.figures));
        this._reader.show(this._facts.reader(figures.reader));
        this._compute.show(this._facts.compute(figures.compute));
        this._session.show(this._facts.session(figures));
      }
    });
  }

  private _act(doing: string, work: () => void): void {
    this._options?.diagnostics.guardSync({ doing }, work);
    this._show();
  }

  private _options: IHealthPanelOptions | null;
  private _owned = new DisposableStore();
  private _looking = new MutableDisposable<DisposableStore>();
  private _meter: FrameMeter | null = null;
  private _facts = new HealthFacts();
  private _accounts: AccountsTable;
  private _checks = new CheckList();
  private _curve = new Sparkline();
  private _memory = new FactList();
  private _live = new FactList();
  private _reader = new FactList();
  private _compute = new FactList();
  private _session = new FactList();
  private _run: HTMLButtonElement;
}

function section(title: string, ...nodes: (HTMLElement | SVGElement)[]): HTMLElement {
  const node = element('section', 'jp-XESHealth-section');
  node.append(element('h2', '', title), ...nodes);
  return node;
}
