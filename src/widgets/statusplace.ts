import type { IStatusBar } from '@jupyterlab/statusbar';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { MemoryMonitor } from '../health/memorymonitor.js';
import { DisposableStore } from '../lifecycle/index.js';
import type { DocumentTracker } from './tracker.js';
import { XESStatusItem, type IStatusFigures } from './statusitem.js';
import type { Vitals } from '../health/vitals.js';

export interface IStatusPlaceOptions {
  statusBar: IStatusBar;
  tracker: DocumentTracker;
  vitals: Vitals;
  monitor: MemoryMonitor;
  /** Bytes. */
  threshold: () => number;
  /** Called when the user wants to know more. */
  open: () => void;
}

/** Updates the status item; it is in the bar only while a viewer is open. */
export class StatusPlace implements IDisposable {
  constructor(private _options: IStatusPlaceOptions) {
    const { monitor, open, statusBar, tracker, vitals } = _options;
    this._item = new XESStatusItem(open);
    this._owned.add(this._item);
    this._owned.add(
      statusBar.registerStatusItem('jupyterlab-xes:status', {
        item: this._item,
        align: 'right',
        rank: 90,
        isActive: () => tracker.size > 0,
        activeStateChanged: this._activeChanged
      })
    );
    monitor.sampled.connect(this._update, this);
    vitals.accounts.changed.connect(this._update, this);
    tracker.widgetAdded.connect(this._count, this);
    this._count();
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
    Signal.clearData(this);
  }

  /** The tracker reports new widgets; widgets report their own disposal. */
  private _count(): void {
    this._options.tracker.forEach(widget => widget.disposed.connect(this._onGone, this));
    this._activeChanged.emit();
    this._update();
  }

  private _onGone(): void {
    this._activeChanged.emit();
    this._update();
  }

  private _update(): void {
    const { threshold, vitals } = this._options;
    const { compute, reader } = vitals;
    if (!this._isFollowing && reader && compute) {
      this._isFollowing = true; // no statistics exist before the first document
      reader.statistics.changed.connect(this._update, this);
      compute.statistics.changed.connect(this._update, this);
    }
    this._item.showFigures({
      held: vitals.accounts.total,
      threshold: threshold(),
      worker: workerState(reader?.state ?? 'none', compute?.state ?? 'none')
    });
  }

  private _owned = new DisposableStore();
  private _item: XESStatusItem;
  private _isFollowing = false;
  private _activeChanged = new Signal<this, void>(this);
}

/** State of both workers, in one word. */
function workerState(
  reader: 'none' | 'idle' | 'reading',
  compute: 'none' | 'idle' | 'computing'
): IStatusFigures['worker'] {
  return reader === 'reading' || compute === 'none' ? reader : compute;
}
