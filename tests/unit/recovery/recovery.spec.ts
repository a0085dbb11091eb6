import type { Life } from '../../../src/recovery/session/liveness.js';
import { LostSessionFinder } from '../../../src/recovery/session/lostsessionfinder.js';
import type { BlackBoxStore } from '../../../src/recovery/store/store.js';
import type { ISessionRecord, ISnapshot } from '../../../src/recovery/types.js';
import type { ICrashReport } from '../../../src/diagnostics/report.js';
import { reportName } from '../../../src/diagnostics/reporttext.js';
import { deniedStore, record, snapshot } from './support.js';

const now = () => Date.parse('2026-11-24T22:20:00Z');

describe('Recovery', () => {
  let store: BlackBoxStore;
  let lives: Record<string, Life>;
  let written: ICrashReport[];
  let path: string | null;

  beforeEach(() => {
    store = deniedStore();
    lives = {};
    written = [];
    path = 'run/xes-diagnostics/crash.json';
  });
  afterEach(() => store.dispose());

  function recovery(session = '0000000f', discarded: string | null = null): LostSessionFinder {
    return new LostSessionFinder({
      store,
      session,
      server: 'http://lab/',
      discarded,
      now,
      liveness: {
        ask: async all => new Map(all.map(({ id }) => [id, lives[id] ?? 'dead']))
      },
      write: async report => {
        written.push(report);
        return path;
      }
    });
  }

  const add = async (sessionRecord: ISessionRecord, work?: ISnapshot) => {
    await store.put('sessions', sessionRecord.id, sessionRecord);
    if (work) {
      await store.put('snapshots', [work.session, work.path], work);
    }
  };
  const ids = async () => (await store.all<ISessionRecord>('sessions')).map(({ id }) => id).sort();

  it('writes one report of an unclean end and offers it once', async () => {
    await add(record('0000000a'), snapshot('0000000a'));
    const { offers } = await recovery().run();
    expect(offers).toMatchObject([{ reason: 'unclean-end', record: { delivered: true } }]);
    expect(written.map(reportName)).toEqual(['crash-20261124T221500Z-0000000a.json']);
    expect(written[0].analyses).toEqual([
      { path: 'run/a.xes.json', kind: 'analysis', base: null, text: '{"cuts":[]}' }
    ]);
    // the same page, and another while the first one lives
    expect((await recovery().run()).offers).toEqual([]);
    lives['0000000f'] = 'alive';
    await add(record('0000000f'));
    expect((await recovery('0000000e').run()).offers).toEqual([]);
    expect(written).toHaveLength(1);
  });

  it('offers what a page of an earlier version left, which called the kind of a document its door', async () => {
    const { kind, ...earlier } = snapshot('0000000a');
    const documents = [{ path: 'run/a.xes.json', door: kind }];
    await store.put('sessions', '0000000a', { ...record('0000000a'), documents });
    await store.put('snapshots', ['0000000a', earlier.path], { ...earlier, door: kind });
    const { offers } = await recovery().run();
    expect(offers.map(({ snapshots }) => snapshots)).toEqual([[snapshot('0000000a')]]);
    expect(offers[0].record.documents).toEqual([{ path: 'run/a.xes.json', kind: 'analysis' }]);
    expect(written[0].analyses).toEqual([
      { path: 'run/a.xes.json', kind: 'analysis', base: null, text: '{"cuts":[]}' }
    ]);
  });

  it('offers it again if the page that did so crashed, not if it ended in order', async () => {
    await add(record('0000000a', { delivered: true, report: 'x', offeredBy: '0000000f' }));
    await add(record('0000000f'));
    const { offers } = await recovery('0000000e').run();
    expect(offers.map(lost => lost.record.id).sort()).toEqual(['0000000a', '0000000f']);
    await add(record('0000000e', { clean: true }));
    expect((await recovery('0000000d').run()).offers).toEqual([]);
    expect(await ids()).toEqual([]);
  });

  it('offers lost work again until the user decides: the report has a redacted copy', async () => {
    await add(
      record('0000000a', { delivered: true, report: 'x', offeredBy: '0000000f' }),
      snapshot('0000000a')
    );
    const { offers } = await recovery('0000000e').run();
    expect(offers.map(lost => lost.snapshots.length)).toEqual([1]);
    await recovery('0000000e').forget('0000000a');
    expect((await recovery('0000000d').run()).offers).toEqual([]);
  });

  it('offers again what was not restored, and nothing else', async () => {
    const [one, two] = [snapshot('0000000a'), snapshot('0000000a', 'other.nxs')];
    await add(record('0000000a'), one);
    await store.put('snapshots', ['0000000a', two.path], two);
    const first = recovery();
    expect((await first.run()).offers.map(({ snapshots }) => snapshots.length)).toEqual([2]);
    await first.forgetWork(one);
    const { offers } = await recovery('0000000e').run();
    expect(offers.map(({ snapshots }) => snapshots)).toEqual([[two]]);
  });

  it('retains what could not be delivered, and retries', async () => {
    path = null;
    await add(record('0000000a'), snapshot('0000000a'));
    expect((await recovery().run()).offers).toHaveLength(1);
    path = 'somewhere';
    await add(record('0000000f', { clean: true }));
    expect((await recovery('0000000e').run()).offers).toHaveLength(1);
    expect(written).toHaveLength(2);
    expect(reportName(written[0])).toBe(reportName(written[1]));
    await recovery('0000000e').forget('0000000a');
    expect(await ids()).toEqual([]);
  });

  it('leaves live and doubtful sessions alone, and other servers', async () => {
    await add(record('0000000a'));
    await add(record('0000000b'));
    await add(record('0000000c', { server: 'http://other/' }));
    lives = { '0000000a': 'alive', '0000000b': 'unknown' };
    expect(await recovery().run()).toEqual({ offers: [], isUndecided: true });
    expect(await ids()).toEqual(['0000000a', '0000000b', '0000000c']);
  });

  it('gives up on what another server left, in time', async () => {
    const lastHeartbeat = '2026-01-01T00:00:00.000Z';
    await add(record('0000000a', { server: 'http://other/', lastHeartbeat }), snapshot('0000000a'));
    expect((await recovery().run()).offers).toEqual([]);
    expect(await ids()).toEqual([]);
    expect(await store.all('snapshots')).toEqual([]);
  });

  it('forgets what ended in order, what is old, and sessions with nothing open', async () => {
    await add(record('0000000a', { clean: true }), snapshot('0000000a'));
    await add(record('0000000b', { lastHeartbeat: '2026-01-01T00:00:00.000Z' }));
    await add(record('0000000c', { documents: [] }));
    await store.put('snapshots', ['gone', 'x'], snapshot('gone', 'x'));
    expect((await recovery().run()).offers).toEqual([]);
    expect(written).toEqual([]);
    expect(await ids()).toEqual([]);
    expect(await store.all('snapshots')).toEqual([]);
  });

  it('distinguishes a discarded tab from a crash', async () => {
    await add(record('0000000a'));
    await add(record('0000000b', { frozen: true }));
    const { offers } = await recovery('0000000f', '0000000a').run();
    expect(offers.map(({ reason }) => reason)).toEqual(['discarded', 'discarded']);
  });
});
