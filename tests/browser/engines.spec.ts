import { expect, test, type Browser } from '@playwright/test';
import type { StepEntry } from '../../src/analysis/document/types.js';
import { steps as known } from '../../src/analysis/steps/index.js';
import { inBothEngines } from './support/bothengines.js';
import { launch } from './support/browser.js';
import type { IJob, IOutcome } from './support/runjob.js';

const step = (
  id: string,
  name: string,
  from: string[],
  parameters: StepEntry['parameters'] = {}
): StepEntry => ({ id, step: name, from, parameters });

/** Only + − × ÷ √ are used: the same in every engine, to the bit. */
const arithmetic: StepEntry[] = [
  step('dead', 'deadTime', ['scans'], { tau: 2e-7 }),
  step('map', 'map', ['dead']),
  step('yield', 'totalYield', ['scans']),
  step('emission', 'cut', ['map'], { type: 'CIE', at: 9661.1, width: 0.7 }),
  step('herfd', 'cut', ['map'], { type: 'CEE', at: 8637, width: 1.1, value: 'sum' }),
  step('transfer', 'cut', ['map'], { type: 'CET', at: 1024, width: 1.3 }),
  step('band', 'lineCut', ['map'], {
    fromIncident: 9658.2,
    fromEmission: 8631,
    toIncident: 9663.1,
    toEmission: 8644,
    width: 0.8
  }),
  step('edges', 'pixelEdges', ['map'], { axis: 'emission' }),
  step('points', 'spectrum', ['scans']),
  step('mean', 'average', ['emission']),
  step('ratios', 'average', ['emission'], { estimator: 'mean-of-ratios' }),
  step('interpolated', 'average', ['emission'], { estimator: 'interpolated' }),
  step('stitched', 'stitch', ['mean', 'ratios']),
  step('unit', 'normalise', ['mean']),
  step('coarse', 'rebin', ['mean'], { width: 0.9 }),
  step('smooth', 'smooth', ['mean']),
  step('despiked', 'despike', ['mean']),
  step('difference', 'difference', ['mean', 'ratios']),
  step('iad', 'iad', ['mean', 'ratios']),
  step('moments', 'moments', ['mean']),
  step('area', 'area', ['mean']),
  step('lines', 'referenceLines', ['mean'], { beyond: 10 }),
  step('shifted', 'shift', ['mean'], { by: 0.37 }),
  step('aligned', 'alignment', ['mean', 'shifted'])
];

/** Sines, exponentials, or fits that end by rounding: 1e-12 of the largest value. */
const transcendental: StepEntry[] = [
  step('refined', 'energyAxis', ['scans']),
  step('refined-map', 'map', ['refined']),
  step('calibrated', 'calibrate', ['mean'], {
    found: [8634, 8637, 8641],
    energies: [8634.1, 8637, 8641.2]
  }),
  step('elastic', 'elastic', ['emission'], { energies: [8636, 8637, 8638.5] }),
  step('contours', 'contours', ['map'], { scale: 'log' }),
  step('angles', 'braggAngles', ['mean'], { crystal: 'Si', reflection: [6, 4, 2] }),
  step('consistency', 'consistency', ['emission']),
  step('drift', 'drift', ['emission']),
  step('background', 'background', ['mean'], { exclude: [[8634, 8640]] }),
  step('voigt', 'fit', ['mean'], { model: 'voigt+linear' }),
  step('pearson', 'fit', ['mean'], { model: 'pearson7+constant' })
];

/**
 * Three maps of one line, with counts computed by division alone, each with more of a second line.
 */
function job(): IJob {
  const scans = [0, 1, 2].map(k => {
    const points = Array.from({ length: 12 }, (_, j) => 9658 + 0.53 * j).flatMap(incident =>
      Array.from({ length: 60 }, (_, i): [number, number, number, number] => {
        const emission = 8629 + 0.3 * i;
        const line = 9000 / (1 + ((emission - 8637) / 1.6) ** 2);
        const second = (400 + 150 * k) / (1 + ((emission - 8643) / 2.1) ** 2);
        const edge = (incident - 9656) / (incident - 9640);
        return [incident, emission, Math.round(200 + edge * (line + second)), 7001 + 13 * i + k];
      })
    );
    const bragg = points.map(([, emission]) => (Math.asin(8200 / emission) * 180) / Math.PI);
    return { points, bragg };
  });
  return { scans, steps: [...arithmetic, ...transcendental] };
}

const byId = (outcomes: IOutcome[], steps: StepEntry[]) =>
  outcomes.filter(({ id }) => steps.some(entry => entry.id === id));

/** The ratio of the arms. */
const arms = [step('arm', 'normaliseArm', ['scans'], { channel: 'upper' })];

/** Of two maps: their parts and their difference. */
const ofTwoMaps = [
  step('both', 'map', ['scans']),
  step('part', 'crop', ['both'], { emission: [8631, 8642], transfer: [1018, 1027] }),
  step('less', 'mapDifference', ['both']),
  step('line', 'cut', ['both'], { type: 'CIE', at: 9661.1, width: 0.7 }),
  step('one-line', 'average', ['line']),
  step('per-area', 'normaliseMap', ['both', 'one-line'], { range: [8632, 8642] })
];

/** Of emission scans, each at its own incident energy. */
const ofManyScans = [step('put-together', 'mapOfScans', ['scans'])];

function emissionScans(): IJob {
  const [{ points, bragg }] = job().scans;
  const energies = [...new Set(points.map(([incident]) => incident))].slice(0, 3);
  const scans = energies.map(energy => {
    const isIn = (_: unknown, i: number) => points[i][0] === energy;
    return { points: points.filter(isIn), bragg: bragg.filter(isIn) };
  });
  return { scans, steps: ofManyScans, isOfEmission: true };
}

/** Largest difference of two results, as a part of the largest value of each array. */
function worst(one: IOutcome, other: IOutcome): number {
  const pairs = [
    ...one.arrays.map((array, i) => [array, other.arrays[i]]),
    ...Object.entries(one.numbers).flatMap(([name, { value, sigma }]) => [
      [[value], [other.numbers[name].value]],
      [[sigma ?? 0], [other.numbers[name].sigma ?? 0]]
    ])
  ];
  return Math.max(...pairs.map(([a, b]) => difference(a, b)));
}

function difference(a: (number | string)[], b: (number | string)[]): number {
  expect(b).toHaveLength(a.length);
  const isNumber = (value: number | string) => typeof value === 'number';
  expect(b.filter(value => !isNumber(value))).toEqual(a.filter(value => !isNumber(value)));
  const sizes = a.filter(isNumber).map(value => Math.abs(value));
  const apart = a.map((value, i) => (isNumber(value) ? Math.abs(value - Number(b[i])) : 0));
  const largest = Math.max(0, ...sizes);
  return largest === 0 ? Math.max(0, ...apart) : Math.max(0, ...apart) / largest;
}

let browser: Browser;
test.beforeAll(async () => {
  browser = await launch();
});
test.afterAll(() => browser.close());

test('an analysis has the same results in the browser as in Node, for every step', async () => {
  const page = await browser.newPage();
  const done = await inBothEngines(page, job());
  const twoArmed = await inBothEngines(page, { ...job(), steps: arms, isTwoArmed: true });
  const two = { scans: job().scans.slice(0, 2), steps: ofTwoMaps };
  const ofMaps = [await inBothEngines(page, two), await inBothEngines(page, emissionScans())];
  const steps = [...arithmetic, ...transcendental, ...arms, ...ofTwoMaps, ...ofManyScans];
  expect(new Set(steps.map(entry => entry.step))).toEqual(new Set(known.map(({ name }) => name)));
  const failed = [...done.node, ...twoArmed.node, ...ofMaps.flatMap(({ node }) => node)]
    .filter(({ error }) => error)
    .map(({ id, error }) => `${id}: ${error}`);
  expect(failed).toEqual([]);
  expect(byId(done.browser, arithmetic)).toEqual(byId(done.node, arithmetic));
  expect(twoArmed.browser).toEqual(twoArmed.node);
  ofMaps.forEach(({ browser: made, node }) => expect(made).toEqual(node));
  expect(byId(done.node, arithmetic).flatMap(outcome => outcome.digests).length).toBeGreaterThan(
    15
  );
  byId(done.node, transcendental).forEach((outcome, i) => {
    const apart = worst(outcome, byId(done.browser, transcendental)[i]);
    console.log(`${outcome.id}: ${apart.toExponential(1)} apart`);
    expect(apart, outcome.id).toBeLessThan(1e-12);
  });
});
