/** @jest-environment jsdom */
import type { IStatusBar } from '@jupyterlab/statusbar';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { ByteAccounts, MemoryMonitor } from '../../../src/health';
import { ComputeStatistics } from '../../../src/compute/statistics';
import { ReadStatistics } from '../../../src/io/statistics';
import type { DocumentTracker } from '../../../src/widgets/tracker';
import { StatusPlace } from '../../../src/widgets/statusplace';
import type { Vitals } from '../../../src/health/vitals';

class FakeTracker {
  widgets = new Set<Widget>();
  readonly widgetAdded = new Signal<this, Widget>(this);
  get size() {
    return this.widgets.size;
  }
  forEach(each: (widget: Widget) => void) {
    this.widgets.forEach(each);
  }
  open(): Widget {
    const widget = new Widget();
    this.widgets.add(widget);
    widget.disposed.connect(() => this.widgets.delete(widget));
    this.widgetAdded.emit(widget);
    return widget;
  }
}

describe('StatusPlace', () => {
  it('is active while a viewer is open, follows bytes and reader, and leaves nothing', () => {
    const tracker = new FakeTracker();
    const accounts = new ByteAccounts();
    const statistics = new ReadStatistics();
    const computed = new ComputeStatistics();
    const vitals: Record<string, unknown> = { accounts, reader: null, compute: null };
    const monitor = new MemoryMonitor({
      accounts,
      threshold: () => 1e9,
      interval: 30,
      warn: () => () => undefined
    });
    const items: IStatusBar.IItem[] = [];
    let isRegistered = true;
    const statusBar: IStatusBar = {
      registerStatusItem: (_, options) => {
        items.push(options);
        return { isDisposed: false, dispose: () => (isRegistered = false) };
      }
    };
    const place = new StatusPlace({
      statusBar,
      tracker: tracker as unknown as DocumentTracker,
      vitals: vitals as unknown as Vitals,
      monitor,
      threshold: () => 1e9,
      open: () => undefined
    });
    const { isActive, activeStateChanged, item: widget } = items[0];
    let notified = 0;
    activeStateChanged?.connect(() => notified++);
    const text = () => widget.node.textContent;
    expect([isActive?.(), text()]).toEqual([false, 'XES 0 B of 1.0 GB · idle']);

    const viewer = tracker.open();
    expect([isActive?.(), notified]).toEqual([true, 1]);
    const account = accounts.register({
      name: 'a',
      kind: 'arrays',
      priority: () => 'visible',
      bytes: () => 5e6
    });
    expect(text()).toBe('XES 5.0 MB of 1.0 GB · idle');
    const reader = (vitals.reader = { state: 'idle', statistics });
    const compute = (vitals.compute = { state: 'none', statistics: computed });
    monitor.sample();
    expect(text()).toContain('ready');
    compute.state = 'computing';
    computed.setBusy(true);
    expect(text()).toContain('computing');
    reader.state = 'reading';
    statistics.began();
    expect(text()).toContain('reading');

    account.dispose();
    viewer.dispose();
    expect([isActive?.(), text()]).toEqual([false, 'XES 0 B of 1.0 GB · reading']);
    place.dispose();
    place.dispose();
    expect([isRegistered, widget.isDisposed, place.isDisposed]).toEqual([false, true, true]);
    monitor.sample();
    monitor.dispose();
  });
});
