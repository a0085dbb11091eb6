import {
  emptyDocument,
  type AnalysisDocument,
  type Ref,
  type ScanEntry
} from '../../../src/analysis/document/index';
import type {
  ComputeUpdate,
  DrawnItem,
  DrawnSpectrum,
  ShownOutcome
} from '../../../src/compute/types';
import { refKey } from '../../../src/compute/types';
import { scanFacts } from '../../../src/formats/scanfacts';
import { Rows, type RowSource } from '../../../src/model';
import { CurveColors } from '../../../src/analysis/curvecolors';
import { ShownItems } from '../../../src/model/shown';
import { xesScan } from '../widgets/scans';

const count = 5000;
const spectrum: DrawnSpectrum = {
  kind: 'spectrum',
  axis: 'emission',
  energy: Float64Array.of(1, 2),
  intensity: Float64Array.of(1, 2),
  sigma: Float64Array.of(1, 1)
};

let reads = 0;

/** A scan that counts how often it was accessed: a search through all accesses each. */
function countedScan(i: number): ScanEntry {
  const id = `s${i + 1}`;
  return {
    get id() {
      reads++;
      return id;
    },
    path: `d/${id}.nxs`
  };
}

function itemOf(key: string): DrawnItem {
  const plain = { numbers: {}, warnings: [], error: null, isStale: false };
  return { key, state: 'done', valueKey: `${key}#0.main`, ...plain };
}

/** Scans, and a step that works on each of them; both are ticked. */
function ticked() {
  const scans = Array.from({ length: count }, (_, i) => countedScan(i));
  const ids = Array.from({ length: count }, (_, i) => `s${i + 1}`);
  const steps = [{ id: 'smooth-1', step: 'smooth', from: ['scans'], parameters: {} }];
  const shown: Ref[] = [...ids.map(id => ({ id })), { id: 'smooth-1' }];
  const empty = emptyDocument();
  const document: AnalysisDocument = { ...empty, scans, steps, view: { ...empty.view, shown } };
  const keys = ids.map(id => `smooth-1/${id}`);
  const items = new Map<string, readonly DrawnItem[]>([
    ...ids.map(id => [refKey({ id }), [itemOf(id)]] as const),
    [refKey({ id: 'smooth-1' }), keys.map(itemOf)]
  ]);
  const all = [...ids, ...keys];
  const update: ComputeUpdate = {
    revision: 1,
    outcomes: new Map(),
    scans: new Map(),
    items,
    values: new Map(all.map(key => [`${key}#0.main`, spectrum])),
    changed: new Set(),
    previews: new Map(),
    corrected: new Set()
  };
  return { document, update, ids, keys };
}

describe('thousands of ticks', () => {
  it('are found by their ids, not by a search for each', () => {
    const { document, update } = ticked();
    const found = new ShownItems();
    const colors = new CurveColors();
    reads = 0;
    const items = found.of(document, update, null, colors);
    expect(items).toHaveLength(2 * count);
    expect(items[count].label).toBe('smooth 1 · s1');
    expect(items[2 * count - 1].label).toBe('smooth 1 · s5000');
    // a search for each would look at 50 million
    expect(reads).toBeLessThan(20 * count);
    reads = 0;
    expect(found.of(document, update, null, colors)).toBe(items);
    expect(reads).toBe(0);
  });

  it('are the same items if something else changed', () => {
    const { document, update } = ticked();
    const found = new ShownItems();
    const colors = new CurveColors();
    const before = found.of(document, update, null, colors);
    const other = new Map(update.items).set(refKey({ id: 's7' }), [
      { ...itemOf('s7'), isStale: true }
    ]);
    const after = found.of(document, { ...update, items: other }, null, colors);
    const changed = after.filter((item, i) => item !== before[i]);
    expect(changed.map(({ key, isStale }) => [key, isStale])).toEqual([['s7', true]]);
  });

  it('are set and removed together', () => {
    const { document, ids, keys } = ticked();
    const facts = scanFacts(xesScan());
    const known = ids.map(id => ({ id, path: `d/${id}.nxs`, state: 'ready' as const, facts }));
    const scans = known.map(scan => ({ ...scan, error: null, progress: null, cost: null }));
    const items = new Map(
      keys.map((key, part) => [key, { state: 'done' as const, part, error: null }])
    );
    const nothing = { key: null, shownKey: null, error: null, inputs: [], outputs: [] };
    const outcome: ShownOutcome = { state: 'done', ...nothing, items };
    const source = (shown: readonly Ref[]): RowSource => ({
      document: { ...document, view: { ...document.view, shown } },
      scans,
      shown: [],
      activeRef: null,
      outcome: id => (id === 'smooth-1' ? outcome : null)
    });
    const rows = new Rows();
    rows.follow(source([]), new Set(['smooth-1']));
    const places = rows.places.filter(({ type }) => type === 'item');
    expect(places).toHaveLength(count);
    const all = rows.withTicks(places, true);
    expect(all).toEqual(keys.map(key => ({ id: 'smooth-1', only: [key] })));
    rows.follow(source(all), new Set(['smooth-1']));
    expect(rows.withTicks(places.slice(1), false)).toEqual([{ id: 'smooth-1', only: [keys[0]] }]);
    // of a step that is ticked as a whole the others stay
    rows.follow(source([{ id: 's3' }, { id: 'smooth-1' }]), new Set(['smooth-1']));
    const left = rows.withTicks(places.slice(0, count - 2), false);
    const stay = keys.slice(count - 2).map(key => ({ id: 'smooth-1', only: [key] }));
    expect(left).toEqual([{ id: 's3' }, ...stay]);
  });
});
