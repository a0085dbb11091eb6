import { scenes } from '../../../../bench/coverage/scenes';
import type { StepEntry } from '../../../../src/analysis/document/types';
import type { Scan } from '../../../../src/formats';
import { axisValues } from '../../../../src/science/pointaxis';
import { countedScans, step } from './counted';
import { departures, flatResult, type Flat, type Ways } from './results';

const same: Ways = [value => value];
const { line } = countedScans(['line']);
const n = scenes.line.emission.length;

/** Some points of a scan. */
function pointsOf(scan: Scan, from: number, to: number): Scan {
  const part = <A extends Float64Array | null>(values: A) => values?.slice(from, to) as A;
  return {
    ...scan,
    shape: [to - from],
    points: { planned: to - from, measured: to - from },
    incident: part(Float64Array.from(axisValues(scan.incident!))),
    monitor: part(scan.monitor),
    time: part(scan.time),
    channels: scan.channels.map(channel => ({
      ...channel,
      emission: part(Float64Array.from(axisValues(channel.emission))),
      counts: part(channel.counts),
      intensity: part(channel.intensity),
      sigma: part(channel.sigma)
    }))
  };
}

const halves = { low: pointsOf(line, 0, 40), high: pointsOf(line, 40, n) };

const curve = (flat: Flat) =>
  new Map([...flat].filter(([key]) => /^0\.(energy|intensity|sigma)$/.test(key)));

describe('two halves are the whole', () => {
  it.each([
    ['stitch', { scale: 'monitor' }],
    ['average', { union: true }]
  ])('of a scan, joined by %s', async (name, parameters) => {
    const joined = await flatResult(halves, [step('x', name, 'low high', parameters)]);
    const whole = await flatResult({ line }, [step('x', 'spectrum', 'line')]);
    expect(departures(curve(whole), curve(joined), same, 1e-14)).toEqual([]);
  });

  const model = { model: 'gaussian+constant', set: { center: 9619, sigma: 2.5 } };

  it.each<[string, StepEntry['parameters']]>([
    ['area', {}],
    ['moments', {}],
    ['normalise', {}],
    ['fit', model],
    ['rebin', { width: 2 }]
  ])('and so is the result of "%s"', async (name, parameters) => {
    const joined = await flatResult(halves, [
      step('j', 'average', 'low high', { union: true }),
      step('x', name, 'j', parameters)
    ]);
    const whole = await flatResult({ line }, [step('x', name, 'line', parameters)]);
    expect(departures(whole, joined, same, 1e-9)).toEqual([]);
  });

  it('of an area, whose parts add up', async () => {
    const area = async (range: number[]) =>
      (await flatResult({ line }, [step('x', 'area', 'line', { range })])).get('area')![0];
    for (const between of [9617, 9618.3]) {
      const sum = (await area([9600, between])) + (await area([between, 9640]));
      expect(sum / (await area([9600, 9640]))).toBeCloseTo(1, 12);
    }
  });

  it('of what is counted in two runs', async () => {
    const share = (scan: Scan, part: (value: number) => number): Scan => ({
      ...scan,
      monitor: scan.monitor!.map(value => value / 2),
      channels: scan.channels.map(channel => {
        const counts = channel.counts!.map(part);
        const intensity = counts.map((value, i) => (2 * value) / scan.monitor![i]);
        const sigma = counts.map(
          (value, i) => (2 * Math.sqrt(Math.max(value, 1))) / scan.monitor![i]
        );
        return { ...channel, counts, intensity, sigma };
      })
    });
    const parts = {
      first: share(line, value => Math.floor(value / 3)),
      second: share(line, value => value - Math.floor(value / 3))
    };
    const summed = await flatResult(parts, [step('x', 'average', 'first second')]);
    const whole = await flatResult({ line }, [step('x', 'spectrum', 'line')]);
    expect(departures(curve(whole), curve(summed), same, 1e-14)).toEqual([]);
  });

  it('of a map, assembled from its columns', async () => {
    const { map } = countedScans(['map']);
    const incident = Array.from(axisValues(map.incident!));
    const energies = [...new Set(incident)];
    const columns = energies.map((energy): [string, Scan] => {
      const from = incident.indexOf(energy);
      const scan = pointsOf(map, from, incident.lastIndexOf(energy) + 1);
      return [`c${from}`, { ...scan, kind: 'XES' }];
    });
    const names = columns.map(([name]) => name).join(' ');
    const put = await flatResult(Object.fromEntries(columns), [step('x', 'mapOfScans', names)]);
    const whole = await flatResult({ map }, [step('x', 'map', 'map')]);
    const cells = (flat: Flat) => new Map([...flat].filter(([key]) => key.startsWith('0.')));
    expect(cells(whole).size).toBe(4);
    expect(departures(cells(whole), cells(put), same, 1e-14)).toEqual([]);
  });
});
