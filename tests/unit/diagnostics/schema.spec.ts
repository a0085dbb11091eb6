import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { CompletedReports } from '../../../src/diagnostics/completed.js';
import {
  Breadcrumbs,
  buildReport,
  reportText,
  type ICrashReport
} from '../../../src/diagnostics/index.js';
import type { IServerHealth, IViewerHealth } from '../../../src/diagnostics/healthfacts.js';
import { lostReport } from '../../../src/recovery/session/lostsession.js';
import { XESError } from '../../../src/base/errors.js';
import { record, snapshot } from '../recovery/support.js';

const file = path.resolve(__dirname, '../../../schemas/crash-3.schema.json');
const validate = new Ajv({
  strict: true,
  allowUnionTypes: true,
  formats: { 'date-time': stamp }
}).compile(JSON.parse(readFileSync(file, 'utf8')) as object);

function stamp(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/.test(text);
}

/** A report as reread from its file. */
function read(error: unknown, parts: object = {}): Record<string, unknown> {
  const report = buildReport({
    error,
    context: { doing: 'Reading the scan', path: 'run/a.nxs' },
    session: '0123abcd',
    now: new Date(Date.UTC(2026, 10, 24, 22, 15)),
    events: [],
    environment: () => ({ language: 'en' }),
    snapshot: () => ({ open: ['run/a.nxs'] }),
    ...parts
  });
  return JSON.parse(reportText(report)) as Record<string, unknown>;
}

const server: IServerHealth = {
  pid: 7,
  rss: null,
  cpu: 12.5,
  uptime: 60.125,
  disk: { free: 1, total: 2 },
  memory: { available: 1, total: null }
};
const viewer: IViewerHealth = {
  uptime: 60.5,
  held: 5e6,
  threshold: 512e6,
  peak: 6e6,
  heap: null,
  accounts: [{ name: 'a.nxs', kind: 'arrays', priority: 'visible', bytes: 5e6, canFree: true }],
  reader: {
    state: 'idle',
    starts: 1,
    crashes: 0,
    scans: 1,
    requests: 3,
    bytes: 7,
    hitRate: null,
    heap: 8
  },
  compute: { state: 'computing', starts: 2, crashes: 1, reports: 9, late: 1, scans: 8, results: 9 },
  plots: 3,
  phases: [{ name: 'open', milliseconds: 1.5 }]
};

const loop = new Error('loop');
loop.cause = loop;

describe('the published schema of crash reports', () => {
  it.each([
    ['an error', new Error('odd')],
    ['an error with a code and a cause', new XESError('internal/error', 'x', { cause: 'why' })],
    ['an aggregate', new AggregateError([new Error('one'), 'two', null], 'both')],
    ['an error that is its own cause', loop],
    ['nothing', undefined],
    ['a symbol', Symbol('x')],
    ['an error of another frame', { name: 'Error', message: 'far' }],
    ['an error with an odd stack', Object.assign(new Error('odd'), { stack: 7 })]
  ])('holds for %s', (_, error) => {
    validate(read(error));
    expect(validate.errors).toBeNull();
  });

  it('holds with events, without a path, and if nothing could be queried', () => {
    const events = new Breadcrumbs();
    for (let i = 0; i < 300; i++) {
      const time = new Date(i).toISOString();
      events.add({ time, level: 'warning', message: `event ${i}`, path: i % 2 ? 'a' : '' });
    }
    const fail = () => {
      throw new Error('unavailable');
    };
    const parts = { events: events.list(), context: { doing: 'Working' } };
    validate(read(new Error('odd'), { ...parts, environment: fail, snapshot: fail }));
    expect(validate.errors).toBeNull();
  });

  it.each(['error', 'unclean-end', 'discarded', 'on-demand'])('holds for the reason %s', reason => {
    const text = '{"type":"xes-analysis"}';
    const analyses = () => [
      { path: 'run/a.xes.json', kind: 'analysis', base: '2026-11-24T22:14:00.123456Z', text },
      { path: 'run/a.nxs', kind: 'scan', base: null, text: 'no JSON' }
    ];
    validate(read(new Error('odd'), { reason, analyses }));
    expect(validate.errors).toBeNull();
  });

  it('holds for a report that was completed, and if nothing could be found out', async () => {
    const report = buildReport({
      error: new Error('odd', { cause: new Error('why') }),
      context: { doing: 'Reading the scan' },
      session: '0123abcd',
      now: new Date(0),
      events: [],
      environment: () => ({}),
      snapshot: () => ({})
    });
    const help = {
      server: () => Promise.resolve(server),
      viewer: () => Promise.resolve(viewer),
      map: () => Promise.resolve(['Error: odd\n    at src/plots/figure.ts:1:2']),
      announce: () => Promise.resolve()
    };
    const texts: string[] = [];
    const write = (one: ICrashReport) => {
      texts.push(reportText(one));
      return Promise.resolve({ path: 'x.json', download: () => {} });
    };
    const context = { doing: 'Reading the scan' };
    const completed = (load: () => Promise<typeof help>) =>
      new CompletedReports({ write }, '0123abcd', load).write(structuredClone(report), context);
    await completed(() => Promise.resolve(help));
    await completed(() => Promise.reject(new Error('away')));
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      validate(JSON.parse(text));
      expect(validate.errors).toBeNull();
    }
    expect(texts[0]).toContain('figure.ts:1:2');
  });

  it('holds for the report of a page that ended unexpectedly', () => {
    const lost = { record: record('0123abcd'), snapshots: [snapshot('0123abcd')] };
    const report = lostReport({ ...lost, reason: 'unclean-end' });
    validate(JSON.parse(reportText(report)));
    expect(validate.errors).toBeNull();
    expect(report).toMatchObject({ session: '0123abcd', analyses: [{ path: 'run/a.xes.json' }] });
  });

  it.each([
    ['another version', { schemaVersion: 1 }],
    ['an unknown field', { extra: 1 }],
    ['a page without a name', { session: undefined }],
    ['a time that is not UTC', { time: '2026-11-24T22:15:00+01:00' }],
    ['an error in words', { error: 'odd' }],
    ['an event without a level', { events: [{ time: '', message: 'x', count: 1 }] }]
  ])('refuses %s', (_, change) => {
    expect(validate({ ...read(new Error('odd')), ...change })).toBe(false);
  });
});
