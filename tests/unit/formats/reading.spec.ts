import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { axisOf, spectrumOfArm } from '../../../src/analysis/steps/channels';
import { kindOfChannel, readTree, type Scan } from '../../../src/formats';
import { openFile } from '../../../src/io/node';
import { XESError } from '../../../src/base/errors';
import { brightest, scanMap } from '../../../src/science';
import { withTree } from './opentree';

const python = path.resolve(__dirname, '../../../.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

/** Expected content of a file by fixtures/make_reading_cases.py. */
interface ITruth {
  code?: string;
  /** Text in the error or the first warning. */
  says?: string;
  kind: string;
  axis?: string;
  measured: number;
  planned: number;
  peak?: number | [number, number];
  sum: number;
  low: number;
  high: number;
  sigma?: number;
  channels?: string[];
  sums?: number[];
  sigmas?: number[];
  entries?: string[];
  entry?: string;
  others?: Record<string, number>;
  warns: string[];
}

const sum = (values: Float64Array) =>
  values.filter(Number.isFinite).reduce((total, value) => total + value, 0);

describeMade('files as people have them (skipped without .venv: npm run setup)', () => {
  let folder: string;
  let truths: Record<string, ITruth>;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-reading-'));
    execFileSync(python, [path.join(__dirname, 'fixtures/make_reading_cases.py'), folder]);
    truths = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8')) as typeof truths;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const openOrError = (name: string): Promise<Scan | XESError> =>
    openFile(path.join(folder, name)).then(
      ({ scan }) => scan,
      (reason: unknown) => reason as XESError
    );

  it('are read as declared, or refused with a fitting message', async () => {
    expect(Object.keys(truths).length).toBeGreaterThan(100);
    for (const [name, truth] of Object.entries(truths)) {
      const read = await openOrError(name);
      if (truth.code !== undefined) {
        const code = read instanceof XESError ? read.code : 'it opens';
        expect([name, code]).toEqual([name, truth.code]);
        expect((read as XESError).message).toContain(truth.says ?? '');
        expect((read as XESError).message).not.toMatch(/damaged/);
        continue;
      }
      expect([name, read instanceof Error ? read.message : 'read']).toEqual([name, 'read']);
      expectTrue(name, read as Scan, truth);
    }
  });

  it('show the requested entry, as if there were no other', async () => {
    const withOthers = Object.entries(truths).filter(([, { others }]) => others);
    expect(withOthers.length).toBeGreaterThan(2);
    for (const [name, { others, entries }] of withOthers) {
      for (const [entry, total] of Object.entries(others ?? {})) {
        const file = path.join(folder, name);
        const scan = await withTree(file, tree => readTree(tree, { entry }));
        expect([name, scan.entry, sum(scan.channels[0].intensity)]).toEqual([
          name,
          entry,
          expect.closeTo(total, 6)
        ]);
        expect(scan.entries?.map(entryListing => entryListing.name)).toEqual(entries);
        expect(scan.warnings).toEqual([]);
      }
    }
  });

  it('name their entries if a missing or empty one is requested', async () => {
    const read = (name: string, entry: string) =>
      withTree(path.join(folder, name), tree => readTree(tree, { entry }));
    await expect(read('e-counted.h5', '7.1')).rejects.toMatchObject({
      code: 'scan/entry-missing',
      message: expect.stringContaining('no entry "7.1". It has 3: 1.1, 2.1, 10.1') as string
    });
    await expect(read('e-empty-default.h5', 'first')).rejects.toMatchObject({
      code: 'scan/unknown-format',
      message: expect.stringContaining('In /first are title') as string
    });
  });

  function expectTrue(name: string, scan: Scan, truth: ITruth): void {
    const { kind, points, warnings } = scan;
    expect([name, kind, points, warnings.map(({ code }) => code)]).toEqual([
      name,
      truth.kind,
      { planned: truth.planned, measured: truth.measured },
      truth.warns
    ]);
    if (truth.says !== undefined) {
      expect(warnings[0].message).toContain(truth.says);
    }
    const [channel] = scan.channels;
    const channels = truth.channels ?? ['default'];
    expect([name, scan.channels.map(entry => entry.name)]).toEqual([name, channels]);
    expect([name, scan.entries?.map(entry => entry.name), scan.entry]).toEqual([
      name,
      truth.entries,
      truth.entry
    ]);
    const near = (values?: number[]) => values?.map(value => expect.closeTo(value, 3) as number);
    if (truth.sums) {
      expect([name, scan.channels.map(entry => sum(entry.intensity))]).toEqual([
        name,
        near(truth.sums)
      ]);
    }
    if (truth.sigmas) {
      const sigmas = scan.channels.map(entry => sum(entry.sigma ?? new Float64Array()));
      expect([name, sigmas]).toEqual([name, near(truth.sigmas)]);
    }
    if (truth.peak === undefined) {
      return;
    }
    if (kindOfChannel(scan, channel) === 'RXES') {
      const map = scanMap(scan, channel);
      const { incident, emission } = brightest(map);
      const [wantedIncident, wantedEmission] = truth.peak as [number, number];
      expect([name, Math.abs(incident - wantedIncident) < 1e-6]).toEqual([name, true]);
      expect([name, Math.abs(emission - wantedEmission) < 1e-6]).toEqual([name, true]);
      expect([name, sum(map.intensity) / truth.sum]).toEqual([name, expect.closeTo(1, 9)]);
    } else {
      const { energy, intensity, sigma } = spectrumOfArm(scan, channel);
      const top = intensity.indexOf(Math.max(...intensity));
      expect([name, axisOf(scan, channel)]).toEqual([name, truth.axis]);
      expect([name, energy[top], energy[0], energy.at(-1)]).toEqual([
        name,
        expect.closeTo(truth.peak as number, 6),
        expect.closeTo(truth.low, 6),
        expect.closeTo(truth.high, 6)
      ]);
      expect([name, sum(intensity) / truth.sum]).toEqual([name, expect.closeTo(1, 7)]);
      if (truth.sigma !== undefined) {
        expect([name, sum(sigma) / truth.sigma]).toEqual([name, expect.closeTo(1, 9)]);
      }
    }
  }
});
