import { csvOf } from '../../../../src/analysis/output/text';
import { isoTime } from '../../../../src/base/isotime';
import type { Named } from '../../../../src/analysis/naming';
import type { SpectrumValue, TableValue } from '../../../../src/analysis/steps';
import type { Scan } from '../../../../src/formats';
import { dice, measure } from '../../science/montecarlo';
import { measured } from '../../science/synthetic';
import { scanOf } from '../scans';
import { applied } from './applied';

const energies = Array.from({ length: 61 }, (_, i) => 9600 + i);

/** A scan of the given height, started at a time. */
function curve(name: string, height: number, begun?: string): Named<SpectrumValue> {
  const line = (e: number) => 1e5 * height * Math.exp(-((e - 9630) ** 2) / 50) + 1000;
  const spectrum = measure(energies, line, dice(name.charCodeAt(0)));
  const at = begun === undefined ? {} : { begun: isoTime(begun) ?? undefined };
  return { kind: 'spectrum', axis: 'emission', name, spectrum, ...at };
}

const provenance = { command: '', versions: {}, sources: [], process: [] };
const table = (values: readonly Named[]) => values[0] as Named<TableValue>;

describe('the verdict on a series', () => {
  const series = [1, 0.97, 0.94, 0.9].map((height, i) => curve('abcd'[i], height));

  it.each(['drift', 'consistency'])('is in its table and in its CSV: %s', step => {
    const { values, details } = applied(step, series);
    const verdict = table(values).verdict ?? [];
    expect(verdict).toEqual(details?.verdict);
    expect(verdict.join(' ')).toMatch(/The area falls by .* over the series/);
    const csv = [...csvOf(table(values), { title: 'series', provenance })].join('');
    verdict.forEach(sentence => expect(csv).toContain(`# verdict: ${sentence}`));
  });

  it('uses the names of scans', () => {
    const outlier = [...series.slice(0, 1), curve('e', 1), curve('f', 1), curve('g', 2)];
    expect(table(applied('consistency', outlier).values).verdict?.join(' ')).toMatch(
      /“g” stands apart in its scale/
    );
  });
});

describe('the times of a series', () => {
  const begun = ['08:00', '08:30', '10:00'].map(time => `2026-03-01T${time}:00Z`);
  const timed = begun.map((time, i) => curve('abc'[i], 1 - 0.02 * i, time));
  const times = (values: readonly Named[]) => {
    const column = table(values).columns.find(({ name }) => name === 'time');
    return [column?.unit, Array.from(column?.values as Float64Array)];
  };

  it('are hours since the start of its first scan', () => {
    const { values, numbers } = applied('drift', timed);
    expect(times(values)).toEqual(['h', [0, 0.5, 2]]);
    expect([numbers.area_slope.unit, numbers.iad_slope.unit]).toEqual(['eV/h', '1/h']);
    expect(numbers['c.time']).toEqual({ value: 2, sigma: null, unit: 'h' });
  });

  it('are those stored in scans', () => {
    const scans = begun.map((startTime, i) => {
      const one = scanOf(measured(energies.map(e => [9900, e, 900 + i, 1000])));
      const scan: Scan = { ...one, kind: 'XES', metadata: { ...one.metadata, startTime } };
      return applied('spectrum', [{ kind: 'scan', scan }]).values[0];
    });
    expect(times(applied('drift', scans).values)[1]).toEqual([0, 0.5, 2]);
  });

  it('survive the steps applied to each scan', () => {
    const done = timed.flatMap(input => applied('normalise', [input]).values);
    expect(times(applied('drift', done).values)[1]).toEqual([0, 0.5, 2]);
  });

  it('can be given explicitly', () => {
    expect(times(applied('drift', timed, { times: [1, 2, 5] }).values)).toEqual(['', [1, 2, 5]]);
  });

  it('are labelled as hours, given or the order', () => {
    const along = (scans: readonly SpectrumValue[], parameters = {}) =>
      applied('drift', scans, parameters).details?.along;
    expect(along(timed)).toBe('hours since the first scan was begun');
    expect(along(timed, { times: [1, 2, 5] })).toBe('times as given');
    expect(along([1, 0.9].map(height => curve('a', height)))).toBe(
      'the order of the scans: when they were begun is not known'
    );
  });

  it.each([
    ['“c” was begun is not known', ['05.09.2022 12:00'], 'when some of them were begun is not'],
    ['“c” (and 1 more) was begun', ['', '05.09.2022 12:00'], 'when some of them were begun is not'],
    ['“c” has no time zone', ['2026-03-01T12:00:00'], 'only some times have a time zone']
  ])('are not mixed with invalid times: %s', (sentence, others, along) => {
    const more = others.map((time, i) => curve('cd'[i], 0.9, time));
    const scans = [...timed.slice(0, 2), ...more];
    const { values, details, warnings } = applied('drift', scans);
    expect(times(values)).toEqual(['', scans.map((_, i) => i)]);
    expect(details?.along).toContain(`the order of the scans: ${along}`);
    const messages = warnings
      .filter(({ code }) => code === 'drift/order')
      .map(warning => warning.message);
    expect(messages).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    ['of one it is not known', [...timed.slice(0, 2), curve('c', 1)]],
    ['one is an average', [...timed.slice(0, 2), applied('average', timed).values[0]]],
    ['all are of one moment', [1, 2, 3].map(i => curve('abc'[i - 1], 1, begun[0]))]
  ])('fall back to the order if %s', (_, scans) => {
    expect(times(applied('drift', scans).values)).toEqual(['', [0, 1, 2]]);
  });
});
