import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { axisOf } from '../../../../src/analysis/steps/channels';
import { XESError } from '../../../../src/base/errors';
import { firstChannel, type Scan } from '../../../../src/formats';
import { listingOf } from '../../../../src/formats/mapping/unknown';
import { parseMapping } from '../../../../src/formats/mapping/mappingtext';
import type { ReadChoice } from '../../../../src/formats/mapping/types';
import { openFile } from '../../../../src/io/node';
import { axisValues, energyAt } from '../../../../src/science/pointaxis';
import { extent } from '../../../../src/science/statistics';

const root = path.resolve(__dirname, '../../../..');
const python = path.join(root, '.venv/bin/python');
const script = path.join(root, '../shared/data/reading/make_cases.py');
const isThere = existsSync(python) && existsSync(script);

/** What make_cases.py knows of a file. */
interface ITruth {
  expect: 'open' | 'told' | 'ask' | 'refuse';
  kind: string;
  axis?: 'emission' | 'incident' | null;
  points: number;
  energy?: [number, number];
  incident?: [number, number];
  emission?: [number, number];
  peak: number | [number, number];
  sum: number;
  channels?: string[];
  columns?: string;
  entries?: string[];
  /** Sum of the intensities of the second entry. */
  second?: number;
}

if (!isThere) {
  console.info(`The reading cases are skipped: ${script} or .venv is not there.`);
}

const describeCases = isThere ? describe : describe.skip;

describeCases.each([20261128, 7, 1234])('files as people have them, seed %d', seed => {
  let folder: string;
  let truths: Record<string, ITruth>;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-cases-'));
    execFileSync(python, [script, folder, `${seed}`]);
    truths = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8')) as typeof truths;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = (name: string, choice?: ReadChoice): Promise<Scan | XESError> =>
    openFile(path.join(folder, name), choice).then(
      ({ scan }) => scan,
      (reason: unknown) => reason as XESError
    );

  it('open with every value right, or ask, or are refused', async () => {
    expect(Object.keys(truths)).toHaveLength(41);
    const names = Object.keys(truths);
    const wrong: string[] = [];
    for (const name of names) {
      const truth = truths[name];
      const plain = await open(name);
      if (truth.expect === 'refuse') {
        wrong.push(...(plain instanceof XESError ? [] : [`${name} opens`]));
        continue;
      }
      const columns = truth.columns === undefined ? {} : { columns: parseMapping(truth.columns) };
      if (truth.expect === 'ask') {
        const isAsked = (listingOf(plain)?.arrays.length ?? 0) >= 2;
        wrong.push(...(isAsked ? [] : [`${name} does not ask`]));
      }
      const scan = truth.expect === 'ask' ? await open(name, columns) : plain;
      wrong.push(...problems(scan, truth).map(problem => `${name}: ${problem}`));
      if (truth.expect === 'told' && !(scan instanceof XESError)) {
        wrong.push(...(scan.warnings.length > 0 ? [] : [`${name}: nothing is said`]));
      }
      for (const [i, entry] of (truth.entries ?? []).entries()) {
        const one = await open(name, { ...columns, entry });
        const sum = one instanceof XESError ? one.message : sumOf(one);
        const right = i === 0 ? truth.sum : (truth.second ?? null);
        const isRight = right === null || isClose(sum, right, sumTolerance);
        wrong.push(...(isRight ? [] : [`${name}, ${entry}: sum ${sum}, not ${right}`]));
      }
    }
    expect(wrong).toEqual([]);
  });
});

function problems(scan: Scan | XESError, truth: ITruth): string[] {
  if (scan instanceof XESError) {
    return [`${scan.message} [${scan.code}]`];
  }
  const channel = firstChannel(scan) ?? scan.channels[0];
  const is = (what: string, found: unknown, right: unknown) =>
    right === undefined || JSON.stringify(found) === JSON.stringify(right)
      ? []
      : [`${what} ${JSON.stringify(found)}, not ${JSON.stringify(right)}`];
  const near = (what: string, found: number | null | undefined, right: number | undefined) =>
    right === undefined || isClose(found, right) ? [] : [`${what} ${found}, not ${right}`];
  const drawn = scan.kind === 'HERFD-XANES' && scan.incident ? scan.incident : channel.emission;
  const range = extent(axisValues(drawn));
  const best = brightest(channel.intensity);
  const at = (axis: typeof drawn | null) => (axis ? energyAt(axis, best) : NaN);
  const peaks = Array.isArray(truth.peak)
    ? [
        ...near('peak Ω', at(scan.incident), truth.peak[0]),
        ...near('peak ω', at(channel.emission), truth.peak[1])
      ]
    : near('peak', at(drawn), truth.peak);
  const ranges = (what: string, found: [number, number] | null, right?: [number, number]) =>
    [0, 1].flatMap(i => near(`${what} ${i}`, found?.[i], right?.[i]));
  return [
    ...(truth.expect === 'ask' && truth.axis === null ? [] : is('kind', scan.kind, truth.kind)),
    ...(truth.axis ? is('axis', axisOf(scan, channel), truth.axis) : []),
    ...is('points', scan.points.measured, truth.points),
    ...ranges('energy', range, truth.energy),
    ...ranges('incident', scan.incident && extent(axisValues(scan.incident)), truth.incident),
    ...ranges('emission', extent(axisValues(channel.emission)), truth.emission),
    ...peaks,
    ...(isClose(sumOf(scan), truth.sum, sumTolerance)
      ? []
      : [`sum ${sumOf(scan)}, not ${truth.sum}`]),
    ...is(
      'channels',
      scan.channels.map(({ name }) => name),
      truth.channels
    ),
    ...is(
      'entries',
      scan.entries?.map(({ name }) => name),
      truth.entries
    )
  ];
}

function sumOf(scan: Scan): number {
  const { intensity } = firstChannel(scan) ?? scan.channels[0];
  return intensity.filter(Number.isFinite).reduce((total, value) => total + value, 0);
}

function brightest(intensity: Float64Array): number {
  return intensity.reduce(
    (best, value, i) => (Number.isFinite(value) && !(value <= intensity[best]) ? i : best),
    0
  );
}

/** Tables have six digits; and a table that has one energy twice gives the first. */
const sumTolerance = 1e-3;

function isClose(found: unknown, right: number, tolerance = 1e-9): boolean {
  return typeof found === 'number' && Math.abs(found - right) <= tolerance * Math.abs(right);
}
