import { PendingReports, type OutboxReport } from '../../../src/recovery/reports/pendingreports.js';
import { StoredOutbox } from '../../../src/recovery/store/storedoutbox.js';
import { buildReport } from '../../../src/diagnostics/index.js';
import { deniedStore } from './support.js';

describe('BlackBoxStore without a database', () => {
  it('stores in memory and warns once', async () => {
    const warnings: string[] = [];
    const store = deniedStore(warnings);
    await store.put('sessions', 'a', { id: 'a' });
    await store.put('snapshots', ['a', 'x'], { session: 'a', path: 'x' });
    expect(await store.all('sessions')).toEqual([{ id: 'a' }]);
    await store.remove('sessions', ['a']);
    expect(await store.all('sessions')).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('denied')]);
    expect(store.isDurable).toBe(false);
    store.dispose();
  });

  it('retains the last few reports if no folder ever accepts one', async () => {
    const store = deniedStore();
    const reports = new PendingReports(
      { write: async () => ({ path: null, download: () => undefined }) },
      () => ''
    );
    const outbox = new StoredOutbox<OutboxReport>(store, ({ name }) => name);
    reports.connect(outbox, 'http://lab/');
    const parts = { context: { doing: 'Reading' }, session: '0123abcd', now: new Date() };
    const nothing = { events: [], environment: () => ({}), snapshot: () => ({}) };
    for (let i = 0; i < 30; i++) {
      await reports.write(buildReport({ error: `odd ${i}`, ...parts, ...nothing }), parts.context);
    }
    expect(reports.files(true)).toHaveLength(20);
    expect(await outbox.list()).toHaveLength(20);
    store.dispose();
  });

  it('delivers at the next start the reports that no folder accepted', async () => {
    const store = deniedStore();
    const outbox = new StoredOutbox<OutboxReport>(store, ({ name }) => name);
    const context = { doing: 'Reading' };
    const now = new Date();
    const parts = { error: 'odd', context, session: '0123abcd', now, events: [] };
    const report = buildReport({ ...parts, environment: () => ({}), snapshot: () => ({}) });
    const page = (path: string | null) => {
      const reports = new PendingReports(
        { write: async () => ({ path, download: () => undefined }) },
        () => 'run'
      );
      reports.connect(outbox, 'http://lab/');
      return reports;
    };
    const first = page(null);
    await first.write(report, context);
    expect(first.files(true).map(({ folder }) => folder)).toEqual(['run']);
    expect(await outbox.list()).toHaveLength(1);
    const second = page('run/crash.json');
    await second.deliver();
    await new Promise(resolve => setTimeout(resolve)); // copies are searched for, which nothing waits for
    expect(await outbox.list()).toEqual([]);
    expect(second.files(true)).toEqual([]);
    store.dispose();
  });

  it('delivers a report that a page of an earlier version left', async () => {
    const store = deniedStore();
    const outbox = new StoredOutbox<OutboxReport>(store, ({ name }) => name);
    const context = { doing: 'Reading' };
    const parts = { error: 'odd', context, session: '0123abcd', now: new Date(), events: [] };
    const report = buildReport({ ...parts, environment: () => ({}), snapshot: () => ({}) });
    const common = { path: 'a.xes.json', door: 'analysis', base: null };
    const analyses = [
      { ...common, text: '{"a":1}' }, // as of schema version 2
      { ...common, document: { a: 1 } } // as of schema version 1
    ];
    const earlier = { ...report, schemaVersion: 2, analyses } as unknown as typeof report;
    const server = 'http://lab/';
    await outbox.put({ name: 'crash-1.json', report: earlier, context, server });
    const written: unknown[] = [];
    const reports = new PendingReports(
      {
        write: async one => {
          written.push(one);
          return { path: 'run/crash-1.json', download: () => undefined };
        }
      },
      () => 'run'
    );
    reports.connect(outbox, server);
    await reports.deliver();
    const analysis = { path: 'a.xes.json', kind: 'analysis', base: null, text: '{"a":1}' };
    expect(written).toEqual([{ ...report, schemaVersion: 3, analyses: [analysis, analysis] }]);
    store.dispose();
  });

  it('retries a completed report with its first completion', async () => {
    const store = deniedStore();
    const outbox = new StoredOutbox<OutboxReport>(store, ({ name }) => name);
    const context = { doing: 'Reading' };
    const parts = { error: 'odd', context, session: '0123abcd', now: new Date(), events: [] };
    const report = buildReport({ ...parts, environment: () => ({}), snapshot: () => ({}) });
    const found: unknown[] = [];
    const reports = new PendingReports(
      {
        write: async one => {
          found.push(one.health);
          one.health ??= { server: null, viewer: null };
          return { path: found.length > 1 ? 'run/crash.json' : null, download: () => undefined };
        }
      },
      () => 'run'
    );
    reports.connect(outbox, 'http://lab/');
    await reports.write(report, context);
    const health = { server: null, viewer: null };
    expect(await outbox.list()).toMatchObject([{ report: { health } }]);
    await reports.retry();
    expect(found).toEqual([undefined, health]);
    expect(await outbox.list()).toEqual([]);
    store.dispose();
  });
});
