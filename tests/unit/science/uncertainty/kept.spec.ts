import { Memo } from '../../../../src/analysis/evaluate/memo';
import type { StepPart } from '../../../../src/analysis/steps/part';
import { cut, cropMap, normaliseArea, scanMap, type RXESMap } from '../../../../src/science';
import { buffersIn, retainedBuffers, bytesIn } from '../../../../src/science/buffers';
import { uncertaintyOf } from '../../../../src/science/uncertainty/curve';
import { grid, measured, steps } from '../synthetic';

const points = measured(grid(steps(9658, 0.3, 40), steps(8630, 0.3, 50)));
const map = scanMap(points, points);
const cells = 8 * map.intensity.length;
const made = () => cut(map, { type: 'CEE', at: 8633, width: 0.3 });

const part = (value: RXESMap | ReturnType<typeof made>): StepPart => ({
  input: null,
  outputs: {
    main:
      'energy' in value
        ? { kind: 'spectrum', axis: 'incident', spectrum: value }
        : { kind: 'map', map: value }
  },
  numbers: {},
  warnings: [],
  error: null
});

describe('the sources that a result retains', () => {
  it('are complete: counts and monitor of a cut map, before and after its uncertainty is requested', () => {
    const profile = made();
    const before = bytesIn(profile);
    expect(before).toBeGreaterThanOrEqual(2 * cells);
    expect(uncertaintyOf(profile).terms).toHaveLength(1);
    expect(bytesIn(profile)).toBeGreaterThanOrEqual(2 * cells);
    const [counts, monitor] = [map.counts, map.monitor].map(
      values => values?.buffer as ArrayBuffer
    );
    expect([counts, monitor].map(array => retainedBuffers(profile).has(array))).toEqual([
      true,
      true
    ]);
  });

  it('are traced through further steps, and in parts of maps', () => {
    expect(bytesIn(normaliseArea(made()).spectrum)).toBeGreaterThanOrEqual(2 * cells);
    const corner = cropMap(map, { incident: [9658, 9659], emission: [8630, 8631], transfer: null });
    expect(bytesIn(corner)).toBeGreaterThanOrEqual(2 * cells);
  });

  it('are not sent to another thread', () => {
    let own = 0;
    buffersIn(made()).forEach(({ byteLength }) => (own += byteLength));
    expect(own).toBeLessThan(cells);
  });

  it('count once in the memory of results, as long as one of them retains them', () => {
    const memo = new Memo();
    memo.set('map', [part(map)]);
    const whole = memo.bytes;
    for (let k = 0; k < 5; k++) {
      memo.set(`cut ${k}`, [part(made())]);
    }
    expect(memo.bytes).toBeLessThan(whole + 5 * 20_000);
    memo.delete('map');
    expect(memo.bytes).toBeGreaterThan(2 * cells);
    for (let k = 0; k < 5; k++) {
      memo.delete(`cut ${k}`);
    }
    expect([memo.bytes, memo.size]).toEqual([0, 0]);
  });

  it('are released with the results that retain them', () => {
    const memo = new Memo(1.5 * bytesIn(map));
    memo.set('cut', [part(made())]);
    const other = measured(grid(steps(9658, 0.3, 40), steps(8640, 0.3, 50)));
    memo.set('other', [part(scanMap(other, other))]);
    expect([memo.has('cut'), memo.has('other')]).toEqual([false, true]);
  });
});

it('exclude empty arrays, which may be one shared constant', () => {
  const none = new Float64Array(0);
  const some = Float64Array.of(1);
  expect([...buffersIn({ one: none, other: [none, some] })]).toEqual([some.buffer]);
  expect(() => {
    for (const values of [{ none }, { none }]) {
      structuredClone(values, { transfer: [...buffersIn(values)] });
    }
  }).not.toThrow();
});
