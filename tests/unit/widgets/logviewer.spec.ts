/** @jest-environment jsdom */
import { Clipboard } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';
import { History, type ILogEntry } from '../../../src/diagnostics';
import { lineOf, LogViewer, matches } from '../../../src/widgets/logviewer';
import { FakeDiagnostics } from './helpers';
import { entryOf } from '../diagnostics/entries';

let history: History;
let viewer: LogViewer;
let diagnostics: FakeDiagnostics;

const entry = (seq: number, change: Partial<ILogEntry> = {}): ILogEntry =>
  entryOf('s', seq, { time: '2026-11-24T22:15:00.250Z', ...change });

const rows = () => [...viewer.node.querySelectorAll<HTMLElement>('.jp-XESLog-row')];
const texts = () => rows().map(row => row.querySelector('.jp-XESLog-message')?.textContent ?? '');
const count = () => viewer.node.querySelector('.jp-XESLog-count')?.textContent;

function control(label: string): HTMLSelectElement & HTMLInputElement {
  const found = [...viewer.node.querySelectorAll('label')].find(({ textContent }) =>
    textContent?.startsWith(label)
  );
  return found?.querySelector('select, input') as HTMLSelectElement & HTMLInputElement;
}

function set(node: HTMLInputElement | HTMLSelectElement, value: string): void {
  node.value = value;
  node.dispatchEvent(new Event('input'));
}

describe('LogViewer', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    history = new History();
    diagnostics = new FakeDiagnostics();
    history.write(entry(1, { message: '<b>odd</b>' }));
    history.write(entry(2, { level: 'debug', module: 'plots' }));
    history.write(entry(3, { level: 'error', path: 'run/A.nxs', repeats: 2, context: { n: 1 } }));
    viewer = new LogViewer(history, diagnostics);
    Widget.attach(viewer, document.body);
  });
  afterEach(() => {
    viewer.dispose();
    history.dispose();
    jest.useRealTimers();
    expect(diagnostics.reports).toEqual([]);
  });

  it('shows text as text, and repeats', () => {
    expect(texts()).toEqual(['<b>odd</b>', 'm3 (2 times more) n: 1']);
    expect(viewer.node.querySelector('b')).toBeNull();
    expect(rows()[1].dataset.level).toBe('error');
    expect(count()).toBe('2 of 3');
  });

  it('filters by level, module and text', () => {
    set(control('From level'), 'debug');
    expect(texts()).toHaveLength(3);
    set(control('Module'), 'plots');
    expect(texts()).toEqual(['m2']);
    set(control('Module'), 'all');
    const search = viewer.node.querySelector<HTMLInputElement>('input[type=search]');
    set(search as HTMLInputElement, 'a.NXS');
    expect(count()).toBe('1 of 3');
  });

  it('shows new entries, at its own pace, in a bounded number of rows', () => {
    for (let seq = 4; seq <= 5000; seq++) {
      history.write(entry(seq));
    }
    expect(texts()).toHaveLength(2);
    jest.advanceTimersByTime(150);
    expect(count()).toBe('2000 of 2000');
    expect(rows().length).toBeLessThan(300);
    expect(texts().pop()).toBe('m5000');
  });

  it('stays at the user’s scroll position', () => {
    const list = viewer.node.querySelector('.jp-XESLog-rows') as HTMLElement;
    for (let seq = 4; seq <= 1000; seq++) {
      history.write(entry(seq));
    }
    jest.advanceTimersByTime(150);
    Object.defineProperty(list, 'scrollHeight', { value: 20_000 });
    list.scrollTop = 400;
    list.dispatchEvent(new Event('scroll'));
    expect(control('Follow').checked).toBe(false);
    history.write(entry(1001));
    jest.advanceTimersByTime(150);
    expect([list.scrollTop, texts()[0]]).toEqual([400, 'm12']);
    control('Follow').checked = true;
    control('Follow').dispatchEvent(new Event('change'));
    expect(texts().pop()).toBe('m1001');
  });

  it('copies what is shown', () => {
    const copy = jest.spyOn(Clipboard, 'copyToSystem').mockImplementation(() => {});
    viewer.node.querySelector('button')?.click();
    expect(copy.mock.calls[0][0]).toBe(
      '2026-11-24T22:15:00.250Z  info  io  <b>odd</b>\n' +
        '2026-11-24T22:15:00.250Z  error  io  m3  (2 times more)  {"n":1}  run/A.nxs\n'
    );
    copy.mockRestore();
  });

  it('releases everything at its end', () => {
    history.write(entry(4));
    viewer.dispose();
    viewer.dispose();
    history.write(entry(5));
    jest.runAllTimers();
    expect(viewer.node.childNodes).toHaveLength(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('lineOf and matches', () => {
  it('have the call site and need no text', () => {
    const logEntry = entry(1, { where: 'a.ts:3' });
    expect(lineOf(logEntry)).toBe('2026-11-24T22:15:00.250Z  info  io  m1  a.ts:3');
    expect(matches(logEntry, { level: 'warning', module: 'all', text: '' })).toBe(false);
    expect(matches(logEntry, { level: 'info', module: 'io', text: 'M1' })).toBe(true);
  });
});
