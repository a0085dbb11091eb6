import { nexusTree } from '../../../src/analysis/output/nexus';
import { csvOf, type Writable } from '../../../src/analysis/output/text';
import { run, type NamedScan, type StepResult } from '../../../src/analysis/run';
import { writeH5 } from '../../../src/io/h5write';
import { openScan } from '../../../src/io/openscan';
import { BufferSource } from '../../../src/io/source';
import { caseOf } from '../../../bench/coverage/case';
import { poissonCount } from '../../../bench/coverage/poisson';
import { scanOf } from '../../../bench/coverage/scene';
import { scenes } from '../../../bench/coverage/scenes';
import { dice } from '../science/montecarlo';

type Links = Parameters<typeof caseOf>[1];

const provenance = { versions: {}, sources: [], process: [] };

/** Scans by name: the same counts each time. */
function scansOf(names: readonly string[]): NamedScan[] {
  return Object.entries(scenes).flatMap(([name, scene], k): NamedScan[] => {
    if (!names.includes(name)) {
      return [];
    }
    const random = dice(100 + k);
    const counting = {
      level: 1000,
      exposure: 1,
      count: (mean: number) => poissonCount(mean, random)
    };
    return [{ name, id: name, scan: scanOf(scene, counting) }];
  });
}

/** All steps at once. */
async function atOnce(links: Links): Promise<StepResult[]> {
  const { scans, entries } = caseOf('', links);
  const results = await run(
    { scans: [], steps: entries({ level: 1000, draw: () => 0 }) },
    scansOf(scans)
  );
  results.forEach(({ id, error }) => expect([id, error?.message]).toEqual([id, undefined]));
  return results;
}

/** A value written into a file, and reread as a scan. */
async function throughFile(value: Writable, id: string, format: 'nxs' | 'csv'): Promise<NamedScan> {
  const bytes =
    format === 'nxs'
      ? await writeH5(
          nexusTree({ title: id, results: [{ id, value }], provenance, metadata: null }, '')
        )
      : new TextEncoder().encode([...csvOf(value, { title: id, provenance })].join(''));
  const { scan } = await openScan(new BufferSource(bytes), `${id}.${format}`);
  return { name: id, id, scan };
}

/** Later steps on files of earlier results. */
async function onFiles(first: Links, later: Links, format: 'nxs' | 'csv'): Promise<StepResult[]> {
  const made = await atOnce(first);
  const wanted = Object.values(later).flatMap(([, from]) => from.split(' '));
  const scans = scansOf(wanted);
  for (const { id, values } of made) {
    const [value] = values;
    if (wanted.includes(id) && value && value.kind !== 'scan') {
      scans.push(await throughFile(value, id, format));
    }
  }
  const steps = Object.entries(later).map(([id, [step, from, parameters]]) => ({
    id,
    step,
    from: from.split(' '),
    parameters: typeof parameters === 'object' ? parameters : {}
  }));
  const results = await run({ scans: [], steps }, scans);
  results.forEach(({ id, error }) => expect([id, error?.message]).toEqual([id, undefined]));
  return results;
}

/** Numbers with their σ, and σ of the points, of some results. */
function sigmasOf(results: readonly StepResult[], ids: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { id, numbers, values } of results.filter(result => ids.includes(result.id))) {
    // names of numbers may begin with the name of a file
    Object.values(numbers).forEach(({ sigma }, k) => found.set(`${id} number ${k}`, sigma ?? -1));
    values.forEach((value, k) => {
      if (value.kind === 'spectrum' || value.kind === 'map') {
        const { sigma } = value.kind === 'spectrum' ? value.spectrum : value.map;
        sigma.forEach((s, i) => Number.isNaN(s) || found.set(`${id} ${k} point ${i}`, s));
      }
    });
  }
  return found;
}

const part = { range: [9612, 9625] };
const area: Links = { a: ['area', 'x', part], m: ['moments', 'x', part] };
const lines = { model: 'linear', exclude: [[9608, 9631]] };
const gaussian = { model: 'gaussian+constant', set: { center: 9619, sigma: 2.5 } };
const cie = { type: 'CIE', at: 9661, width: 2 };
const slope = {
  fromIncident: 9658.4,
  fromEmission: 8630.6,
  toIncident: 9663.2,
  toEmission: 8641.3,
  width: 0.7
};
const ofMap = { range: [8632, 8640] };

/** The written files, and results of reading them. */
const cases: [string, Links, Links][] = [
  ['a spectrum', { x: ['spectrum', 'line'] }, { ...area, f: ['fit', 'x', gaussian] }],
  [
    'a curve over its area',
    { x: ['normalise', 'line'] },
    { ...area, b: ['background', 'x', lines] }
  ],
  ['a curve over a reference', { x: ['normalise', 'line weak', { by: 'reference' }] }, area],
  ['a smooth curve', { x: ['smooth', 'line'] }, area],
  [
    'an interpolated mean',
    { x: ['average', 'line between'] },
    { ...area, d: ['difference', 'x line'] }
  ],
  ['a join', { x: ['stitch', 'low high'] }, { a: ['area', 'x', { range: [9612, 9640] }] }],
  ['bins', { x: ['rebin', 'line', { width: 1.7 }] }, area],
  ['what is left over a background', { x: ['background', 'line', lines] }, area],
  ['a difference', { x: ['difference', 'line again'] }, { a: ['area', 'x', part] }],
  [
    'a curve after dead time',
    { d: ['deadTime', 'line', { tau: 1e-4 }], x: ['spectrum', 'd'] },
    { ...area, n: ['normalise', 'x'], na: ['area', 'n', part] }
  ],
  [
    'a calibrated curve',
    {
      x: [
        'calibrate',
        'line',
        { found: [9605, 9635], sigmas: [0.1, 0.05], energies: [9605.2, 9635.1] }
      ]
    },
    { ...area, f: ['fit', 'x', gaussian], d: ['difference', 'x again'] }
  ],
  [
    'two curves of one calibration',
    {
      x: ['shift', 'line', { by: 0.3, sigma: 0.2 }],
      y: ['shift', 'again', { by: 0.3, sigma: 0.2 }]
    },
    { d: ['difference', 'x y'], s: ['average', 'x y'], m: ['moments', 's'] }
  ],
  ['a cut', { x: ['cut', 'map', cie] }, { a: ['area', 'x', ofMap], m: ['moments', 'x', ofMap] }],
  [
    'two cuts that have cells in common',
    { x: ['cut', 'map', cie], y: ['cut', 'map', { ...cie, at: 9661.5 }] },
    { d: ['difference', 'x y'], a: ['area', 'd', ofMap] }
  ],
  [
    'a cut along a line',
    { x: ['lineCut', 'map', slope] },
    { a: ['area', 'x'], m: ['moments', 'x'] }
  ],
  [
    'a map',
    { x: ['map', 'map'] },
    {
      c: ['cut', 'x', cie],
      a: ['area', 'c', ofMap],
      y: ['cut', 'map', cie],
      d: ['difference', 'c y']
    }
  ],
  [
    'a part of a map',
    { x: ['crop', 'map', { emission: [8631, 8641], incident: [9659, 9663] }] },
    { c: ['cut', 'x', cie], y: ['cut', 'map', cie], d: ['difference', 'c y'] }
  ],
  [
    'a map over a reference',
    { x: ['normaliseMap', 'map weak'] },
    { c: ['cut', 'x', cie], a: ['area', 'c', ofMap], y: ['totalYield', 'x'], b: ['area', 'y'] }
  ],
  [
    'two maps over one reference',
    { x: ['normaliseMap', 'map weak'], y: ['normaliseMap', 'mapAgain weak'] },
    { d: ['mapDifference', 'x y'], c: ['cut', 'd', cie], a: ['area', 'c', ofMap] }
  ],
  [
    'differences of maps that share a scan',
    { x: ['mapDifference', 'map mapAgain'], y: ['normaliseMap', 'map weak'] },
    { c: ['cut', 'x', cie], z: ['cut', 'y', cie], a: ['area', 'c', ofMap], e: ['area', 'z', ofMap] }
  ],
  [
    'a map in energy transfer',
    { n: ['normaliseMap', 'map weak'], x: ['crop', 'n', { transfer: [1018, 1031] }] },
    { c: ['cut', 'x', { type: 'CET', at: 1025, width: 1 }], a: ['area', 'c'] }
  ]
];

/** Whether σ are the same, except for rounding errors of cancellations. */
function differing(
  one: Map<string, number>,
  other: Map<string, number>,
  rounding: number,
  scale = Math.max(...one.values())
): string[] {
  return [...one].flatMap(([name, sigma]) => {
    const found = other.get(name) ?? NaN;
    const isEqual = Math.abs(found - sigma) <= Math.max(rounding * sigma, 1e-9 * scale);
    return isEqual ? [] : [`${name}: ${found} instead of ${sigma}`];
  });
}

const marks = (results: readonly StepResult[]) =>
  results.flatMap(({ warnings }) =>
    warnings.filter(({ code }) => /^(sigma.approximate|uncertainty.merged)$/.test(code))
  );

describe.each(cases)('%s', (_, first, later) => {
  const ids = Object.keys(later);
  const ofLater = (results: readonly StepResult[], some = ids) =>
    results.filter(({ id }) => some.includes(id));

  it('in a NeXus file has, and returns, the σ of a recipe without a file', async () => {
    const whole = ofLater(await atOnce({ ...first, ...later }));
    const read = await onFiles(first, later, 'nxs');
    const [one, other] = [whole, read].map(results => sigmasOf(results, ids));
    expect([...other.keys()]).toEqual([...one.keys()]);
    expect(differing(one, other, 1e-6)).toEqual([]);
    expect(marks(read)).toEqual(marks(whole));
  });

  it('in a table has the same σ, or a warning that it may not', async () => {
    const whole = await atOnce({ ...first, ...later });
    const read = await onFiles(first, later, 'csv');
    const scale = Math.max(...sigmasOf(whole, ids).values());
    for (const id of ids) {
      const [one, other] = [whole, read].map(results => sigmasOf(results, [id]));
      const isMarked = marks(ofLater(read, [id])).length > 0;
      expect([id, isMarked ? [] : differing(one, other, 0.01, scale)]).toEqual([id, []]);
    }
  });
});
