import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { IDisposable } from '@lumino/disposable';
import { runChecks, type ICheckReport } from '../health/index.js';
import type { IEviction } from '../health/byteaccounts.js';
import { MemoryMonitor, pageHeap } from '../health/memorymonitor.js';
import { memoryWarning } from '../health/memorywarning.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import { PlotHost } from '../plots/index.js';
import { HealthPanel } from '../widgets/healthpanel.js';
import { browserEnvironment } from './browserenvironment.js';
import { pageFigures } from '../health/pagefigures.js';
import { xesIcon } from '../widgets/icon.js';
import type { IXESTracker } from './tokens.js';
import { settingsOf, type ISettings, type SettingsStore } from '../settings/index.js';
import { StatusPlace } from '../widgets/statusplace.js';
import type { Vitals } from '../health/vitals.js';
import '../../style/health.css';

export interface IHealthOptions {
  app: JupyterFrontEnd;
  diagnostics: IDiagnostics;
  tracker: IXESTracker;
  statusBar: IStatusBar | null;
  registry: ISettingRegistry | null;
  vitals: Vitals;
}

/** Creates the parts that watch the viewer; one per page. */
export class HealthAssembly implements IDisposable {
  constructor(private _options: IHealthOptions) {
    const { diagnostics, registry, statusBar, tracker, vitals } = _options;
    this._settings = settingsOf(registry);
    this._monitor = new MemoryMonitor({
      accounts: vitals.accounts,
      threshold: this._threshold,
      interval: this._settings.current.memoryInterval,
      heap: pageHeap,
      server: async signal => (await vitals.server.health(signal))?.rss ?? null,
      isIdle: () => tracker.size === 0,
      warn: (sample, eviction) => {
        const actions = { free: () => this.free(), closeHidden: () => this.closeHidden() };
        const warning = memoryWarning(sample, eviction, this._threshold(), actions);
        diagnostics.log('warning', warning.text, { doing: 'Watching the memory' });
        return warning.dismiss;
      }
    });
    this._owned.add(this._monitor);
    vitals.figures = this._figures;
    this._owned.defer(() => (vitals.figures = null));
    const follow = (_: SettingsStore, { memoryInterval }: ISettings) =>
      this._monitor.setInterval(memoryInterval);
    this._settings.changed.connect(follow);
    this._owned.defer(() => this._settings.changed.disconnect(follow));
    if (statusBar) {
      const place = new StatusPlace({
        statusBar,
        tracker,
        vitals,
        monitor: this._monitor,
        threshold: this._threshold,
        open: () => void diagnostics.guard({ doing: 'Showing the health' }, () => this.show())
      });
      this._owned.add(place);
    }
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._panel?.dispose();
    this._owned.dispose();
  }

  /** Show the health panel; create it if there is none. */
  show(): { id: string } {
    const { shell } = this._options.app;
    if (!this._panel || this._panel.isDisposed) {
      const { diagnostics } = this._options;
      const panel = new HealthPanel({
        diagnostics,
        figures: this._figures,
        check: () => this.check(),
        free: name => this.free(name),
        closeHidden: () => this.closeHidden()
      });
      panel.title.label = 'XES Health';
      panel.title.icon = xesIcon;
      panel.title.closable = true;
      panel.disposed.connect(() => (this._panel = null));
      this._panel = panel;
      shell.add(panel, 'main');
    }
    shell.activateById(this._panel.id);
    return { id: this._panel.id };
  }

  /** Run the self-checks. */
  check(): Promise<ICheckReport> {
    return runChecks(browserEnvironment(this._options));
  }

  /** Free the bytes of a holder, or, without a name, everything that can be restored. */
  free(name?: string): IEviction {
    const { accounts } = this._options.vitals;
    const eviction = name === undefined ? accounts.evict(0) : accounts.evictNamed(name);
    this._monitor.sample();
    return eviction;
  }

  /** Close our hidden documents; JupyterLab asks before closing unsaved ones. */
  closeHidden(): void {
    this._options.tracker.filter(widget => !widget.isVisible).forEach(widget => widget.close());
  }

  private _threshold = () => this._settings.current.memoryThreshold * 1e6;
  private _figures = () => {
    const { diagnostics, vitals } = this._options;
    return pageFigures({
      session: diagnostics.session,
      vitals,
      monitor: this._monitor,
      threshold: this._threshold(),
      plots: PlotHost.live
    });
  };
  private _owned = new DisposableStore();
  private _settings: SettingsStore;
  private _monitor: MemoryMonitor;
  private _panel: HealthPanel | null = null;
}
