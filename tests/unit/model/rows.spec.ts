import {
  addScans,
  addStep,
  emptyDocument,
  setOff,
  setView,
  type AnalysisDocument
} from '../../../src/analysis/document/index';
import type { ItemOutcome } from '../../../src/analysis/evaluate';
import type { ShownOutcome } from '../../../src/compute/types';
import { scanFacts } from '../../../src/formats/scanfacts';
import { Rows, type ModelScan, type RowSource, type ShownItem } from '../../../src/model';
import { XESError } from '../../../src/base/errors';
import { rxesScan, xesScan } from '../widgets/scans';

const spectrum = scanFacts(xesScan());
const twoArms = scanFacts(rxesScan(['upper', 'lower']));

function scan(id: string, patch: Partial<ModelScan> = {}): ModelScan {
  const known = { state: 'ready' as const, facts: spectrum, error: null, progress: null };
  return { id, path: `d/${id}.nxs`, cost: null, ...known, ...patch };
}

interface IFake extends RowSource {
  document: AnalysisDocument;
  scans: readonly ModelScan[];
  shown: readonly ShownItem[];
  activeRef: RowSource['activeRef'];
  outcomes: Record<string, ShownOutcome>;
}

function sourceOf(count: number, patch: Partial<IFake> = {}): IFake {
  const paths = Array.from({ length: count }, (_, i) => `d/${i + 1}.nxs`);
  const { document } = addScans(emptyDocument(), paths);
  const outcomes: IFake['outcomes'] = {};
  return {
    document,
    scans: document.scans.map(({ id }) => scan(id)),
    shown: [],
    activeRef: null,
    outcomes,
    outcome: id => patch.outcomes?.[id] ?? outcomes[id] ?? null,
    ...patch
  };
}

function outcome(patch: Partial<ShownOutcome>): ShownOutcome {
  const nothing = {
    key: null,
    shownKey: null,
    error: null,
    items: new Map(),
    inputs: [],
    outputs: []
  };
  return { state: 'done', ...nothing, ...patch };
}

function items(...keys: string[]): Map<string, ItemOutcome> {
  return new Map(keys.map((key, part) => [key, { state: 'done', part, error: null }]));
}

function followed(source: RowSource, ...expanded: string[]) {
  const rows = new Rows();
  rows.follow(source, new Set(expanded));
  return rows;
}

const all = (rows: Rows) => rows.places.map((_, i) => rows.at(i)!);
const labels = (rows: Rows) => all(rows).map(({ label }) => label);

describe('rows of scans', () => {
  it('show what is known of them', () => {
    const source = sourceOf(1);
    const [row] = all(followed(source));
    expect(row).toMatchObject({
      label: '1',
      kind: 'XES',
      arm: '',
      points: '2',
      path: 'd/s1.nxs',
      sample: '<img src=x onerror=alert(1)>',
      state: 'done',
      isExpanded: null,
      ticked: false
    });
  });

  it('call a scan of the incident energy HERFD-XANES if it has an emission energy, else absorption', () => {
    const along = { ...spectrum, kind: 'HERFD-XANES' as const };
    const channels = along.channels.map(channel => ({ ...channel, kind: 'HERFD-XANES' as const }));
    const without = channels.map(channel => ({ ...channel, emission: null }));
    const facts = [channels, without].map(of => ({ ...along, channels: of }));
    const scans = [scan('s1', { facts: facts[0] }), scan('s2', { facts: facts[1] })];
    const found = all(followed(sourceOf(2, { scans })));
    expect(found.map(({ kind }) => kind)).toEqual(['HERFD-XANES', 'absorption']);
  });

  it('show how many points an aborted scan has, how far a read is, and why one failed', () => {
    const aborted = { ...spectrum, points: { planned: 9, measured: 4 } };
    const error = new XESError('file/empty', 'It is empty.');
    const scans = [
      scan('s1', { facts: aborted }),
      scan('s2', { state: 'loading', facts: null, progress: { bytes: 1, total: 4 } }),
      scan('s3', { state: 'loading', facts: null, progress: { bytes: 1, total: null } }),
      scan('s4', { state: 'failed', facts: null, error }),
      scan('s5', { state: 'waiting', facts: null })
    ];
    const found = all(followed(sourceOf(5, { scans })));
    expect(found.map(({ points }) => points)).toEqual(['4 of 9', '', '', '', '']);
    expect(found.map(({ state }) => state)).toEqual([
      'done',
      'running',
      'running',
      'failed',
      'none'
    ]);
    expect(found.map(({ progress }) => progress)).toEqual([null, 0.25, null, null, null]);
    expect(found[3].error).toBe('It is empty.');
  });

  it('have their arms as children if there are two', () => {
    const scans = [scan('s1', { facts: twoArms }), scan('s2')];
    const source = sourceOf(2, { scans });
    const rows = new Rows();
    rows.follow(source, new Set());
    expect(all(rows).map(({ isExpanded }) => isExpanded)).toEqual([false, null]);
    rows.follow(source, new Set(['s1']));
    expect(labels(rows)).toEqual(['1', 'upper', 'lower', '2']);
    expect(rows.at(2)?.ref).toEqual({ id: 's1', channel: 'lower' });
    expect(rows.at(0)?.arm).toBe('upper + lower');
  });

  it('are active themselves, except for a listed arm', () => {
    const scans = [scan('s1', { facts: twoArms }), scan('s2')];
    const source = sourceOf(2, { scans, activeRef: { id: 's1', channel: 'lower' } });
    const active = (rows: Rows) => all(rows).filter(row => row.isActive);
    expect(active(followed(source)).map(({ label }) => label)).toEqual(['1']);
    expect(active(followed(source, 's1')).map(({ label }) => label)).toEqual(['lower']);
    source.activeRef = { id: 's1' };
    expect(active(followed(source, 's1')).map(({ label }) => label)).toEqual(['1']);
  });
});

describe('rows of steps', () => {
  function withStep(step = 'smooth', from = ['scans']) {
    const source = sourceOf(3);
    source.document = addStep(source.document, { step, from, parameters: {} }).document;
    return source;
  }

  it('follow the scans, with their items as children if there are several', () => {
    const source = withStep();
    const last = (rows: Rows) => labels(rows).slice(3);
    source.outcomes['smooth-1'] = outcome({ items: items('smooth-1/s1') });
    expect(last(followed(source, 'smooth-1'))).toEqual(['smooth 1']);
    source.outcomes['smooth-1'] = outcome({ items: items('smooth-1/s1', 'smooth-1/s2') });
    const rows = followed(source, 'smooth-1');
    expect(last(rows)).toEqual(['smooth 1', '1', '2']);
    expect(rows.at(5)?.ref).toEqual({ id: 'smooth-1', only: ['smooth-1/s2'] });
  });

  it('list items as long as the inputs of the step are unchanged, also if few are requested', () => {
    const source = withStep();
    const rows = new Rows();
    const follow = () => rows.follow(source, new Set(['smooth-1']));
    source.outcomes['smooth-1'] = outcome({ items: items('smooth-1/s1', 'smooth-1/s2') });
    follow();
    source.outcomes['smooth-1'] = outcome({ items: items('smooth-1/s2') });
    follow();
    expect(labels(rows).slice(3)).toEqual(['smooth 1', '1', '2']);
    const { document } = source;
    source.document = { ...document, scans: document.scans.slice(1) };
    source.scans = source.scans.slice(1);
    follow();
    expect(labels(rows).slice(2)).toEqual(['smooth 1']);
  });

  it('list named outputs', () => {
    const source = withStep();
    const shown = [{ id: 'smooth-1', output: 'residual' }];
    source.document = setView(source.document, { shown });
    const rows = followed(source, 'smooth-1');
    expect(labels(rows).slice(3)).toEqual(['smooth 1', 'residual']);
    expect(
      all(rows)
        .slice(3)
        .map(({ ticked }) => ticked)
    ).toEqual(['partly', true]);
  });

  it('list the additional outputs of a step, until there is another result', () => {
    const source = withStep();
    const outputs = [{ name: 'background', kind: 'spectrum' as const }];
    const done = (more: Partial<ShownOutcome>) =>
      (source.outcomes['smooth-1'] = outcome({ items: items('smooth-1/s1'), ...more }));
    const rows = new Rows();
    const listed = () => {
      rows.follow(source, new Set(['smooth-1']));
      return labels(rows).slice(3);
    };
    done({ outputs });
    expect(listed()).toEqual(['smooth 1', 'background']);
    const place = rows.places[4];
    expect([place.type, place.ref]).toEqual(['output', { id: 'smooth-1', output: 'background' }]);
    // named by a tick too, it is listed once
    const ticked = rows.withTicks([place], true);
    source.document = setView(source.document, { shown: ticked });
    expect(listed()).toEqual(['smooth 1', 'background']);
    expect(rows.at(4)?.ticked).toBe(true);
    expect(rows.withTicks([rows.places[4]], false)).toEqual([]);
    source.document = setView(source.document, { shown: [] });
    source.outcomes['smooth-1'] = outcome({ state: 'waiting' });
    expect(listed()).toEqual(['smooth 1', 'background']);
    done({});
    expect(listed()).toEqual(['smooth 1']);
  });

  it('explain why there is no result, with labels', () => {
    const source = withStep();
    const failure = { code: 'step/input' as const, message: 'Nothing in "{0}" and {1}.' };
    const error = { ...failure, message: '"{0}" is too short.' };
    const bad = (state: ShownOutcome['state'], patch: Partial<ShownOutcome> = {}) => {
      source.outcomes['smooth-1'] = outcome({ state, inputs: ['s1', 's2'], ...patch });
      return all(followed(source, 'smooth-1')).slice(3);
    };
    expect(bad('failed', { error: failure })[0].error).toBe('Nothing in "1" and 2.');
    const some = items('smooth-1/s1', 'smooth-1/s2');
    some.set('smooth-1/s2', { state: 'failed', part: 1, error });
    const partly = bad('partly', { items: some });
    expect(partly.map(({ state }) => state)).toEqual(['partly', 'done', 'failed']);
    expect(partly.map(row => row.error)).toEqual([
      '1 of 2 failed. "2" is too short.',
      null,
      '"2" is too short.'
    ]);
    const [blocked] = bad('blocked', { blockedBy: [{ id: 's2' }] });
    expect(blocked.error).toBe('Waits for “2”, which could not be read.');
    expect(bad('blocked')[0].error).toBe('Waits for the scans.');
  });

  it('show that they are off, and their progress', () => {
    const source = withStep();
    const progress = { done: 1, total: 4 };
    source.outcomes['smooth-1'] = outcome({ state: 'running', progress });
    expect(all(followed(source))[3]).toMatchObject({ state: 'running', progress: 0.25 });
    source.document = setOff(source.document, 'smooth-1', true);
    expect(all(followed(source))[3]).toMatchObject({ state: 'off', progress: null });
  });
});

describe('rows', () => {
  it('stay the same objects until they change', () => {
    const source = sourceOf(3);
    const rows = followed(source);
    const before = all(rows);
    const { places } = rows;
    source.document = setView(source.document, { shown: ['s2'] });
    rows.follow(source, new Set());
    expect(rows.places).toBe(places);
    expect(all(rows).map((row, i) => row === before[i])).toEqual([true, false, true]);
    source.scans = source.scans.map((modelScan, i) =>
      i === 2 ? scan('s3', { facts: null }) : modelScan
    );
    rows.follow(source, new Set());
    expect(all(rows).map((row, i) => row === before[i])).toEqual([true, false, false]);
  });

  it('have the colour of their curve, else their assigned one', () => {
    const source = sourceOf(2);
    const item = { ref: { id: 's1' }, key: 's1', color: '#123456', isStale: true };
    source.shown = [item as ShownItem];
    const [first] = source.document.scans;
    source.document = {
      ...source.document,
      scans: [first, { ...source.document.scans[1], color: '#ff0000' }]
    };
    const found = all(followed(source));
    expect(found.map(({ color, isStale }) => [color, isStale])).toEqual([
      ['#123456', true],
      ['#ff0000', false]
    ]);
  });

  it('find their positions', () => {
    const rows = followed(sourceOf(3));
    expect(rows.indexOf(rows.places[2].key)).toBe(2);
    expect([rows.indexOf('x'), rows.indexOf(null), rows.at(3)]).toEqual([-1, -1, null]);
    rows.clear();
    expect([rows.places, rows.at(0)]).toEqual([[], null]);
  });
});

describe('ticks', () => {
  const source = sourceOf(2, { scans: [scan('s1', { facts: twoArms }), scan('s2')] });
  const step = addStep(source.document, { step: 'smooth', from: ['scans'], parameters: {} });
  source.outcomes['smooth-1'] = outcome({ items: items('smooth-1/s1', 'smooth-1/s2') });

  /** Set or take away ticks of rows by their labels, and read all. */
  function ticked(shown: Parameters<typeof setView>[1]['shown'], label: string, isTicked: boolean) {
    source.document = setView(step.document, { shown });
    const rows = followed(source, 's1', 'smooth-1');
    const at = labels(rows).lastIndexOf(label);
    const after = rows.withTicks([rows.places[at]], isTicked);
    source.document = setView(step.document, { shown: after });
    rows.follow(source, new Set(['s1', 'smooth-1']));
    return { after, ticks: all(rows).map(row => row.ticked) };
  }

  it('of a scan draw its first arm', () => {
    const { after, ticks } = ticked([{ id: 's1', channel: 'upper' }], '1', false);
    expect(after).toEqual([{ id: 's1', channel: 'upper' }]);
    expect(ticks.slice(0, 3)).toEqual(['partly', true, false]);
    const whole = ticked(['s1'], 'lower', true);
    expect(whole.ticks.slice(0, 3)).toEqual([true, true, true]);
    expect(ticked(whole.after, 'upper', false).ticks.slice(0, 3)).toEqual(['partly', false, true]);
  });

  it('of a step draw all its items, of which single ones can be excluded', () => {
    const whole = ticked([], 'smooth 1', true);
    expect(whole.after).toEqual([{ id: 'smooth-1' }]);
    expect(whole.ticks.slice(4)).toEqual([true, true, true]);
    const without = ticked(whole.after, '2', false);
    expect(without.after).toEqual([{ id: 'smooth-1', only: ['smooth-1/s1'] }]);
    expect(without.ticks.slice(4)).toEqual(['partly', true, false]);
    expect(ticked(without.after, 'smooth 1', true).after).toEqual([{ id: 'smooth-1' }]);
    expect(ticked(without.after, 'smooth 1', false).after).toEqual([]);
  });
});
