/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { UnloadReporter } from '../../../src/recovery/reports/unloadreporter.js';
import { StoredOutbox } from '../../../src/recovery/store/storedoutbox.js';
import { PendingReports, type OutboxReport } from '../../../src/recovery/reports/pendingreports.js';
import type { BlackBoxStore } from '../../../src/recovery/store/store.js';
import { buildReport } from '../../../src/diagnostics/index.js';
import { reportName } from '../../../src/diagnostics/reporttext.js';
import { removeFlatReport } from '../../../src/diagnostics/sinks/flatreport.js';
import { deniedStore } from './support.js';

const context = { doing: 'Reading' };
const now = new Date('2026-11-24T22:15:00Z');
const parts = { error: 'odd', context, session: '0123abcd', now, events: [] };
const report = buildReport({ ...parts, environment: () => ({}), snapshot: () => ({}) });
const name = reportName(report);
const flat = `run/xes-${name}`;

/** Wait until no pending work is left. */
const rest = () => new Promise(resolve => setTimeout(resolve));

/** The server's files. */
class Disk {
  files = new Map<string, string>();
  isAway = false;
  /** The error of a delete; null if it hangs. */
  refusal: number | null = 200;
  deletes = 0;

  get(path: string): Promise<object> {
    const content = this.files.get(path);
    const status = this.isAway ? 503 : 404;
    return this.isAway || content === undefined
      ? Promise.reject(Object.assign(new Error('no'), { response: { status } }))
      : Promise.resolve({ content });
  }

  delete(path: string): Promise<void> {
    this.deletes++;
    const { refusal } = this;
    if (refusal === null) {
      return new Promise(() => undefined);
    }
    if (refusal !== 200) {
      return Promise.reject(Object.assign(new Error('no'), { response: { status: refusal } }));
    }
    this.files.delete(path);
    return Promise.resolve();
  }

  get contents(): Contents.IManager {
    return this as unknown as Contents.IManager;
  }
}

describe('copies of reports written flat at the end of a page', () => {
  let disk: Disk;
  let store: BlackBoxStore;
  let outbox: StoredOutbox<OutboxReport>;
  let isTaken: boolean;
  let arrive: (() => void) | null;
  let words: UnloadReporter[];

  beforeEach(() => {
    disk = new Disk();
    store = deniedStore();
    outbox = new StoredOutbox<OutboxReport>(store, record => record.name);
    [isTaken, arrive, words] = [false, null, []];
  });
  afterEach(() => {
    words.forEach(word => word.dispose());
    store.dispose();
  });

  /** A page of JupyterLab. */
  function page(write = () => Promise.resolve()): PendingReports {
    const reports = new PendingReports(
      {
        write: async () => {
          await write();
          return { path: isTaken ? 'run/x.json' : null, download: () => undefined };
        }
      },
      () => 'run',
      (path, of) => removeFlatReport(disk.contents, path, of)
    );
    reports.connect(outbox, 'http://lab/');
    words.push(
      new UnloadReporter({
        pending: isEnd => reports.files(isEnd),
        isFolder: () => false,
        send: (path, body) =>
          new Promise(resolve => {
            arrive = () => {
              disk.files.set(path, (JSON.parse(body) as { content: string }).content);
              resolve();
            };
          }),
        onFlat: (...args) => reports.onSentFlat(...args)
      })
    );
    return reports;
  }
  const hide = (isHidden: boolean) => {
    const visibilityState = isHidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      value: visibilityState
    });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('are created for reports that no folder accepted when the page is hidden, not for those being written', async () => {
    let done = () => {};
    const reports = page(() => new Promise(resolve => (done = resolve)));
    const writing = reports.write(report, context);
    await rest();
    hide(true);
    expect(arrive).toBeNull();
    done();
    await writing;
    hide(false);
    hide(true);
    expect(arrive).not.toBeNull();
    hide(false);
  });

  it('are deleted when the page is resumed and the report is written, not before they arrived', async () => {
    const reports = page();
    await reports.write(report, context);
    hide(true);
    hide(false);
    isTaken = true;
    await reports.resume();
    await rest();
    expect(await outbox.list()).toHaveLength(1);
    arrive?.();
    await rest();
    expect([...disk.files]).toEqual([]);
    expect(await outbox.list()).toEqual([]);
  });

  it('are deleted at the next start, also if the server went away in between', async () => {
    const first = page();
    await first.write(report, context);
    window.dispatchEvent(new Event('pagehide'));
    arrive?.();
    await rest();
    expect([...disk.files.keys()]).toEqual([flat]);
    isTaken = disk.isAway = true;
    await page().deliver();
    await rest();
    const { id, session } = report; // the report itself is in its place
    const left = { name, id, session, server: 'http://lab/', flat: [flat], isWritten: true };
    expect(await outbox.list()).toEqual([{ ...left, attempts: 1 }]);
    disk.isAway = false;
    let writes = 0;
    await page(() => Promise.resolve(void writes++)).deliver();
    expect([...disk.files]).toEqual([]);
    expect(writes).toBe(0);
    expect(await outbox.list()).toEqual([]);
  });

  it('are deleted at the next start even if the page ended before it could note them', async () => {
    const first = page();
    await first.write(report, context);
    const noting = jest.spyOn(outbox, 'put').mockResolvedValue(undefined);
    window.dispatchEvent(new Event('pagehide'));
    noting.mockRestore();
    arrive?.();
    isTaken = true;
    await page().deliver();
    await rest();
    expect([...disk.files]).toEqual([]);
    expect(await outbox.list()).toEqual([]);
  });

  /** A report is written whose copy exists. */
  async function written(reports = page()): Promise<PendingReports> {
    await reports.write(report, context);
    hide(true);
    arrive?.();
    hide(false);
    isTaken = true;
    await reports.resume();
    await rest();
    return reports;
  }

  it.each([
    [404, 1],
    [400, 1],
    [500, 3],
    [401, 3],
    [403, 3]
  ])('that cannot be deleted (%d) are left in the end', async (status, attempts) => {
    disk.refusal = status;
    const reports = await written();
    for (let i = 0; i < 5; i++) {
      await reports.resume();
      await rest();
    }
    expect(disk.deletes).toBe(attempts);
    expect(await outbox.list()).toEqual([]);
  });

  it('are given up over several starts too', async () => {
    disk.refusal = 503;
    await written();
    for (let i = 0; i < 5; i++) {
      await page().deliver();
    }
    expect(disk.deletes).toBe(3);
    expect(await outbox.list()).toEqual([]);
  });

  it('delay nothing if the server hangs, or one was sent and never arrives', async () => {
    jest.useFakeTimers();
    try {
      disk.refusal = null;
      const reports = page();
      await reports.write(report, context);
      hide(true);
      arrive?.();
      reports.onSentFlat(name, `other/xes-${name}`, new Promise(() => undefined));
      reports.onSentFlat(name, `third/xes-${name}`, Promise.resolve());
      isTaken = true;
      await reports.resume();
      hide(false);
      await jest.advanceTimersByTimeAsync(29_999);
      expect(await outbox.list()).toMatchObject([{ attempts: 0 }]);
      await jest.advanceTimersByTimeAsync(1);
      expect(disk.deletes).toBe(0);
      expect(await outbox.list()).toMatchObject([{ attempts: 1 }]);
      const next = page().deliver(); // another page knows of none under way
      await jest.advanceTimersByTimeAsync(30_000);
      await next;
      expect(disk.deletes).toBe(1);
      expect(await outbox.list()).toMatchObject([{ attempts: 2, flat: [flat] }]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('and reports are written once, however many callers there are', async () => {
    let writes = 0;
    const reports = page(() => Promise.resolve(void writes++));
    const others = [1, 2].map(i => ({ ...report, id: `0000000${i}` }));
    for (const one of [report, ...others]) {
      await reports.write(one, context);
    }
    hide(true);
    arrive?.();
    hide(false);
    isTaken = true;
    writes = 0;
    await Promise.all([reports.resume(), reports.retry(), reports.retry(), reports.deliver()]);
    await rest();
    expect(writes).toBe(3);
    expect(await outbox.list()).toEqual([]);
  });

  it('are recognised by name and content', async () => {
    const text = JSON.stringify(report);
    const other = JSON.stringify({ ...report, id: 'ffffffff' });
    const elsewhere = JSON.stringify({ ...report, session: 'ffffffff' });
    const identity = { ...report, name };
    const copies: [string, string][] = [
      ['run/scan.nxs', text],
      ['run/xes-crash-20200101T000000Z-01234567.json', text],
      [`run/${name}`, text],
      [`run/my-xes-${name}`, text],
      [flat, other],
      [`b/xes-${name}`, elsewhere],
      [`c/xes-${name}`, 'no JSON']
    ];
    disk.files = new Map(copies);
    for (const [path] of copies) {
      await removeFlatReport(disk.contents, path, identity);
    }
    await removeFlatReport(disk.contents, `gone/xes-${name}`, identity);
    expect([...disk.files]).toEqual(copies);
    disk.files.set(flat, text);
    await removeFlatReport(disk.contents, flat, identity);
    expect(disk.files.has(flat)).toBe(false);
  });
});
