/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { ICheckReport, IHealthFigures } from '../../../src/health';
import { HealthPanel } from '../../../src/widgets/healthpanel';
import { FakeDiagnostics } from './helpers';

const figures: IHealthFigures = {
  session: '0badcafe',
  uptime: 3700,
  held: 12_300_000,
  threshold: 512_000_000,
  peak: 20_000_000,
  samples: [{ time: 0, own: 5_000_000, heap: 90_000_000, server: null }],
  accounts: [
    { name: '<b>a</b>.nxs', kind: 'arrays', priority: 'visible', bytes: 9_000_000, canFree: true },
    { name: 'b.nxs', kind: 'arrays', priority: 'hidden', bytes: 3_000_000, canFree: true },
    { name: 'Reader', kind: 'wasm', priority: 'cache', bytes: 300_000, canFree: false }
  ],
  reader: {
    state: 'idle',
    starts: 2,
    crashes: 1,
    scans: 3,
    requests: 12,
    bytes: 4_000_000,
    hitRate: 0.75,
    heap: 16_777_216
  },
  compute: {
    state: 'computing',
    starts: 3,
    crashes: 2,
    reports: 40,
    late: 4,
    scans: 7_000_000,
    results: 2_000_000
  },
  plots: 4,
  phases: [{ name: 'open', milliseconds: 123.4 }]
};

const report: ICheckReport = {
  ok: false,
  checks: [
    { id: 'wasm', title: 'WebAssembly', ok: true, optional: false, detail: 'yes', remedy: '' },
    {
      id: 'x',
      title: 'Folder',
      ok: false,
      optional: false,
      detail: 'no',
      remedy: 'Do <i>this</i>.'
    }
  ]
};

function setUp(now: { figures: IHealthFigures } = { figures }) {
  const calls: unknown[] = [];
  const diagnostics = new FakeDiagnostics();
  let looks = 0;
  const panel = new HealthPanel({
    diagnostics,
    figures: () => {
      looks++;
      return now.figures;
    },
    check: () => Promise.resolve(report),
    free: name => calls.push(['free', name]),
    closeHidden: () => calls.push('close')
  });
  const button = (label: string) =>
    [...panel.node.querySelectorAll('button')].filter(node => node.textContent === label);
  const text = () => panel.node.textContent ?? '';
  const end = () => {
    panel.dispose();
    panel.dispose();
    expect(diagnostics.reports).toEqual([]);
    expect(panel.node.childElementCount).toBe(0);
  };
  return { panel, calls, diagnostics, button, text, end, looks: () => looks };
}

describe('HealthPanel', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('shows all figures, as text', () => {
    const { panel, text, end } = setUp();
    Widget.attach(panel, document.body);
    for (const part of [
      '12 MB of 512 MB',
      'Peak20 MB',
      'Page’s heap90 MB',
      'Server’s processunknown',
      'open 123.4 ms',
      'Live plots4',
      '2 started, 1 died and were replaced',
      'Cache hits75 %',
      'Answers40, of which 4 came too late to be shown',
      'Scans held7.0 MB',
      'Results held2.0 MB',
      '0badcafe',
      '1 h 1 min',
      '<b>a</b>.nxs'
    ]) {
      expect(text()).toContain(part);
    }
    expect(panel.node.querySelector('b, i')).toBeNull();
    const [limit, curve] = panel.node.querySelectorAll('path');
    expect(limit.getAttribute('d')).toMatch(/^M0 [\d.]+H360$/);
    expect(curve.getAttribute('d')).toMatch(/^M0\.0 [\d.]+L360\.0 [\d.]+$/);
    end();
  });

  it('updates once a second while visible, and nothing runs while it is not', () => {
    const { panel, looks, end } = setUp();
    const stopped = jest.spyOn(globalThis, 'cancelAnimationFrame');
    expect(jest.getTimerCount()).toBe(0);
    Widget.attach(panel, document.body);
    jest.advanceTimersByTime(3000);
    expect(looks()).toBe(4);
    panel.hide();
    MessageLoop.flush();
    jest.advanceTimersByTime(100); // the last requested frame
    expect(jest.getTimerCount()).toBe(0);
    expect(stopped).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(5000);
    expect(looks()).toBe(4);
    panel.show();
    expect(looks()).toBe(5);
    end();
    stopped.mockRestore();
    jest.advanceTimersByTime(5000);
    expect([looks(), jest.getTimerCount()]).toEqual([5, 0]);
  });

  it('pauses while the page itself is hidden', () => {
    const { panel, looks, end } = setUp();
    Widget.attach(panel, document.body);
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    jest.advanceTimersByTime(5000);
    expect(looks()).toBe(1);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(looks()).toBe(2);
    hidden.mockRestore();
    end();
  });

  it('is disposed of with its tab', () => {
    const { panel } = setUp();
    Widget.attach(panel, document.body);
    panel.close();
    expect(panel.isDisposed).toBe(true);
  });

  it('offers to release what is hidden, of one holder or of all', () => {
    const { panel, calls, button, end } = setUp();
    Widget.attach(panel, document.body);
    expect(button('Free')).toHaveLength(1);
    button('Free')[0].click();
    button('Free caches')[0].click();
    button('Close hidden views')[0].click();
    expect(calls).toEqual([['free', 'b.nxs'], ['free', undefined], 'close']);
    end();
  });

  it('retains an unchanged row, with the focus of its button', () => {
    const now = { figures };
    const { panel, button, end } = setUp(now);
    Widget.attach(panel, document.body);
    const [before] = button('Free');
    jest.advanceTimersByTime(1000);
    expect(button('Free')[0]).toBe(before);
    now.figures = { ...figures, accounts: [] };
    jest.advanceTimersByTime(1000);
    expect(button('Free')).toEqual([]);
    end();
  });

  it('runs the self-checks, and shows what failed with its remedy', async () => {
    const { panel, button, text, end } = setUp();
    Widget.attach(panel, document.body);
    button('Run self-checks')[0].click();
    expect(text()).toContain('Checking…');
    expect(button('Run self-checks')[0].disabled).toBe(true);
    await jest.advanceTimersByTimeAsync(0);
    expect(text()).toContain('✓ pass WebAssembly: yes');
    expect(text()).toContain('✗ fail Folder: noDo <i>this</i>.');
    expect(button('Run self-checks')[0].disabled).toBe(false);
    end();
  });

  it('reports what fails, and continues', () => {
    const { panel, diagnostics } = setUp({
      get figures(): IHealthFigures {
        throw new Error('broken');
      }
    });
    Widget.attach(panel, document.body);
    jest.advanceTimersByTime(1000);
    expect(diagnostics.reports).toHaveLength(2);
    panel.dispose();
  });

  it('handles a state without a scan', () => {
    const { panel, text, end } = setUp({
      figures: { ...figures, reader: null, compute: null, samples: [], accounts: [], phases: [] }
    });
    Widget.attach(panel, document.body);
    expect(text()).toContain('no scan has been opened yet');
    end();
  });
});
