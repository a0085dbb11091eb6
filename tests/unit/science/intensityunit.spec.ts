import {
  average,
  consistency,
  cut,
  difference,
  drift,
  joined,
  normaliseArea,
  normaliseReference,
  savitzkyGolay,
  scanMap,
  scanSpectrum,
  stitch,
  type Spectrum
} from '../../../src/science';
import { grid, measured, steps } from './synthetic';

const energies = steps(9600, 0.5, 41);

function spectrum(from = 0, time: number | null = null, hasMonitor = true): Spectrum {
  const scan = measured(
    energies.slice(from).map((e, i) => [9900, e, 500 + ((i * 7919) % 97) + from, 1e5])
  );
  return scanSpectrum(
    {
      ...scan,
      monitor: hasMonitor ? scan.monitor : null,
      ...(time === null ? {} : { time: scan.counts.map(() => time) })
    },
    scan
  );
}

const expectRefused = (doing: () => unknown) =>
  expect(doing).toThrow(expect.objectContaining({ code: 'spectrum/units-differ' }));
const withMonitor = spectrum();
const without = spectrum(1, null, false);

it('the unit of an intensity states what it was divided by', () => {
  expect(withMonitor.unit).toBe('counts / monitor');
  expect(without.unit).toBe('counts / reading');
  expect(spectrum(0, 4, false).unit).toBe('counts in 4 s');
  expect(normaliseArea(without).spectrum.unit).toBe('1 / eV');
  expect(savitzkyGolay(withMonitor, { window: 5, order: 2, derivative: 1 }).spectrum.unit).toBe(
    'counts / monitor / eV^1'
  );
  const scan = measured(grid(steps(9658, 0.3, 4), steps(8628, 0.3, 5)));
  const map = scanMap(scan, scan);
  const band = { type: 'CEE', at: 8628.3, width: 0.6 } as const;
  expect(cut(map, band).unit).toBe('counts / monitor');
  expect(cut(map, band, 'sum').unit).toBe('counts / monitor, summed');
});

describe('a scan without a monitor and one with it', () => {
  it.each<[string, () => unknown]>([
    ['averaged', () => average([withMonitor, without])],
    [
      'averaged over the union of their ranges',
      () => average([withMonitor, without], { union: true })
    ],
    [
      'averaged as a mean of ratios',
      () => average([without, withMonitor], { estimator: 'mean-of-ratios' })
    ],
    ['stitched', () => stitch(withMonitor, without)],
    ['stitched by the monitor', () => stitch(withMonitor, without, { scale: 'monitor' })],
    ['subtracted', () => difference(withMonitor, without)],
    ['compared', () => consistency([withMonitor, without])],
    ['taken for a series', () => drift([withMonitor, without], [0, 1])],
    ['normalised by each other', () => normaliseReference(withMonitor, without)],
    ['put around each other', () => joined(withMonitor, without)]
  ])('are not %s', (_, doing) => {
    expectRefused(doing);
    expect(doing).toThrow(/no monitor .* leave it out, or normalise each by its own area/);
  });

  it('are combined once both are normalised, or if the user specifies the scale', () => {
    const [a, b] = [withMonitor, without].map(entry => normaliseArea(entry).spectrum);
    expect(average([a, b]).spectrum.unit).toBe('1 / eV');
    expect(difference(withMonitor, without, { normalise: 'area' }).spectrum.unit).toBe('1 / eV');
    expect(stitch(withMonitor, without, { scale: 1e-5 }).spectrum.unit).toBe('counts / monitor');
  });
});

it.each<[string, () => Spectrum]>([
  ['normalised', () => normaliseArea(withMonitor).spectrum],
  ['of another counting time, without a monitor', () => spectrum(0, 4, false)],
  [
    'that is a derivative',
    () => savitzkyGolay(withMonitor, { window: 5, order: 2, derivative: 1 }).spectrum
  ]
])('a spectrum %s is not averaged with one that is not', (_, other) => {
  expectRefused(() => average([other(), spectrum(0, 1, other().unit !== 'counts in 4 s')]));
});

it('spectra without known units are combined as before', () => {
  const table = { ...without, unit: undefined, counts: null, monitor: null };
  expect(average([table, withMonitor]).spectrum.unit).toBeUndefined();
});

describe('a scan that is named twice', () => {
  const codes = (spectra: Spectrum[]) => average(spectra).warnings.map(({ code }) => code);

  it('is reported in an average', () => {
    expect(codes([withMonitor, withMonitor])).toContain('average/repeated');
    const copy = { ...withMonitor, intensity: withMonitor.intensity.slice() };
    const { warnings } = average([withMonitor, spectrum(0), spectrum(1), copy]);
    expect(warnings.filter(({ code }) => code === 'average/repeated')).toHaveLength(2);
    expect(warnings[0].message).toMatch(/Scans 1 and 2 hold the same numbers/);
  });

  it('has the number under which it was given, though others have no weight', () => {
    const copy = { ...withMonitor, intensity: withMonitor.intensity.slice() };
    const { warnings } = average([spectrum(0), withMonitor, copy], { weights: [0, 1, 1] });
    expect(warnings).toContainEqual(expect.objectContaining({ scans: [1, 2] }));
  });

  it('is not suspected in scans that agree by chance', () => {
    const flat = { ...withMonitor, intensity: withMonitor.intensity.map((_, i) => i % 3) };
    expect(codes([flat, { ...flat }])).not.toContain('average/repeated');
  });
});
