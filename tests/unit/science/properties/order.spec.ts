import type { SceneName } from '../../../../bench/coverage/scenes';
import { countedScans, step } from './counted';
import { departures, flatResult, type Flat, type Ways } from './results';

const same: Ways = [value => value];

/** A step on scans in this order and in the reverse. */
async function bothWays(
  name: string,
  from: readonly SceneName[],
  parameters: Parameters<typeof step>[3] = {}
): Promise<[Flat, Flat]> {
  const scans = countedScans(from);
  const result = (order: readonly string[]) =>
    flatResult(scans, [step('x', name, order.join(' '), parameters)]);
  return [await result(from), await result([...from].reverse())];
}

/** Without rows about single inputs, which are in their order. */
function numbersOf(flat: Flat): Flat {
  return new Map([...flat].filter(([key]) => !/^\d\./.test(key)));
}

describe('the order of inputs does not matter', () => {
  it.each<[string, SceneName[], Record<string, string | boolean>]>([
    ['average', ['line', 'again', 'third'], {}],
    ['average', ['line', 'again', 'third'], { estimator: 'mean-of-ratios' }],
    ['average', ['line', 'between'], {}],
    ['average', ['low', 'high'], { union: true }],
    ['mapOfScans', ['emission1', 'emission2', 'emission3'], {}],
    ['iad', ['line', 'moved'], {}],
    ['iad', ['moved', 'between'], {}],
    ['stitch', ['low', 'high'], { scale: 'monitor' }]
  ])('to %s of %s with %j', async (name, from, parameters) => {
    const [one, other] = await bothWays(name, from, parameters);
    expect(departures(one, other, same, 1e-12)).toEqual([]);
  });

  it('to a consistency, scan by scan', async () => {
    const [one, other] = await bothWays('consistency', ['line', 'again', 'moved']);
    expect(departures(numbersOf(one), numbersOf(other), same, 1e-9)).toEqual([]);
  });

  it('to the area and the centroid of each scan of a series', async () => {
    const [one, other] = await bothWays('drift', ['line', 'again', 'moved']);
    const sizes = (flat: Flat) =>
      new Map([...numbersOf(flat)].filter(([key]) => /\.(area|m1)/.test(key)));
    expect(sizes(one).size).toBeGreaterThan(6);
    expect(departures(sizes(one), sizes(other), same, 1e-12)).toEqual([]);
  });

  it('to a calibration by elastic lines', async () => {
    const scans = countedScans(['elastic1', 'elastic2', 'elastic3']);
    const found = (from: string, energies: number[]) =>
      flatResult(scans, [step('x', 'elastic', from, { energies })]);
    const one = await found('elastic1 elastic2 elastic3', [9605, 9620, 9635]);
    const other = await found('elastic3 elastic1 elastic2', [9635, 9605, 9620]);
    expect(departures(one, other, same, 1e-9)).toEqual([]);
  });

  it('to a difference except for its sign', async () => {
    const [one, other] = await bothWays('difference', ['line', 'moved']);
    expect(departures(one, other, [...same, value => -value], 1e-12)).toEqual([]);
  });
});
