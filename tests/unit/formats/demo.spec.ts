import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFile } from '../../../src/io/node';
import { cut, scanMap, scanSpectrum } from '../../../src/science';

const root = path.resolve(__dirname, '../../..');
const python = path.join(root, '.venv/bin/python');

/** A Lorentzian line of `truth.json`: eV, and counts over monitor. */
interface ILine {
  centre: number;
  fwhm: number;
  peak: number;
}

/** The tested content of `truth.json`. */
interface ITruth {
  rxes: { line: ILine; edge: { centre: number; width: number }; background: number };
  lower: ILine;
}

const describeDemo = existsSync(python) ? describe : describe.skip;

describeDemo('scans of scripts/make-demo-scans.py (skipped without .venv: npm run setup)', () => {
  let folder: string;
  let truth: ITruth;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-demo-'));
    execFileSync(python, [path.join(root, 'scripts/make-demo-scans.py'), folder]);
    truth = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8')) as ITruth;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (name: string) => (await openFile(path.join(folder, name))).scan;

  it.each([
    ['xes-demo-rxes.nxs', 'RXES', [17, 74], ['upper']],
    ['xes-demo-rxes.dat', 'RXES', [17, 74], ['upper']],
    ['xes-demo-two-arms.nxs', 'XES', [50], ['upper', 'lower']],
    ['xes-demo-kbeta.nxs', 'XES', [207], ['lower']],
    ['xes-demo-kbeta.dat', 'XES', [207], ['lower']],
    ['xes-demo-herfd.nxs', 'HERFD-XANES', [121], ['upper']]
  ])('%s is read as %s', async (name, kind, shape, channels) => {
    const scan = await open(name);
    expect(scan).toMatchObject({ kind, shape, warnings: [] });
    expect(scan.points.measured).toBe(scan.points.planned);
    expect(scan.channels.map(channel => channel.name)).toEqual(channels);
    expect(scan.metadata.sample).toBe('demo_ZnO');
    expect(scan.links.missing).toHaveLength(name.endsWith('.nxs') ? channels.length : 0);
  });

  it('are the same in both forms', async () => {
    const [nexus, ascii] = [await open('xes-demo-rxes.nxs'), await open('xes-demo-rxes.dat')];
    const maps = [nexus, ascii].map(scan => scanMap(scan, scan.channels[0]));
    expect(maps[1].counts).toEqual(maps[0].counts);
    expect(maps[1].intensity).toEqual(maps[0].intensity);
    expect(maps[1].sigma).toEqual(maps[0].sigma);
  });

  it('leave the cells of an aborted map empty', async () => {
    const scan = await open('xes-demo-aborted.nxs');
    expect(scan.points).toEqual({ planned: 17 * 74, measured: 12 * 74 + 30 });
    expect(scan.warnings.map(({ code }) => code)).toEqual(['scan/aborted']);
    const map = scanMap(scan, scan.channels[0]);
    expect([map.emission.length, map.incident.length]).toEqual([74, 13]);
    expect(map.intensity.filter(Number.isFinite)).toHaveLength(12 * 74 + 30);
  });

  it('are the truth within their standard deviations', async () => {
    const scan = await open('xes-demo-kbeta.nxs');
    const spectrum = scanSpectrum(scan, scan.channels[0]);
    const { centre, fwhm, peak } = truth.lower;
    const line = (energy: number) => 0.002 + peak / (1 + ((2 * (energy - centre)) / fwhm) ** 2);
    expect(reducedChiSquare(spectrum, line)).toBeLessThan(1.6);

    const map = await open('xes-demo-rxes.nxs').then(it => scanMap(it, it.channels[0]));
    const { line: kalpha, edge, background } = truth.rxes;
    const incident = map.incident[10];
    const height = kalpha.peak * (0.5 + Math.atan((incident - edge.centre) / edge.width) / Math.PI);
    const chi = reducedChiSquare(
      cut(map, { type: 'CIE', at: incident, width: 0.1 }),
      energy => background + height / (1 + ((2 * (energy - kalpha.centre)) / kalpha.fwhm) ** 2)
    );
    expect(chi).toBeLessThan(1.6);
  });
});

function reducedChiSquare(
  {
    energy,
    intensity,
    sigma
  }: { energy: Float64Array; intensity: Float64Array; sigma: Float64Array },
  truth: (energy: number) => number
): number {
  const squares = energy.map((e, i) => ((intensity[i] - truth(e)) / sigma[i]) ** 2);
  return squares.reduce((a, b) => a + b, 0) / squares.length;
}
