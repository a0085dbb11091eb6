import {
  consistency,
  normaliseArea,
  normaliseReference,
  type Spectrum
} from '../../../src/science';
import { dice, gaussian, measure } from './montecarlo';
import { steps } from './synthetic';

const energies = steps(9600, 0.5, 81);
const line = (e: number) => 0.9 * gaussian(9619.7, 3)(e) + 0.1;
const monitors = [1000, 1600, 600];

type Random = () => number;

/** Preparation of scans before they are compared. */
const kinds: Readonly<Record<string, (level: number, random: Random) => Spectrum[]>> = {
  'as measured': (level, random) =>
    monitors.map(i1 => measure(energies, e => level * line(e), random, i1)),
  'on energies of their own': (level, random) =>
    monitors.map((i1, k) =>
      measure(
        energies.map(e => e + 0.13 * k),
        e => level * line(e),
        random,
        i1
      )
    ),
  'each over its area': (level, random) =>
    kinds['as measured'](level, random).map(spectrum => normaliseArea(spectrum).spectrum),
  'all over one reference': (level, random) => {
    const reference = measure(energies, () => 0.3 * level, random);
    return kinds['as measured'](level, random).map(
      spectrum => normaliseReference(spectrum, reference).spectrum
    );
  },
  'of which no counts are known': (level, random) =>
    kinds['as measured'](level, random).map(({ energy, intensity, sigma }) => ({
      energy,
      intensity,
      sigma
    }))
};

/** Mean square of pulls, and its σ by their number. */
function meanSquare(pulls: readonly number[]): number {
  return pulls.reduce((sum, z) => sum + z * z, 0) / pulls.length;
}

describe('scans that agree, each against the mean of the others', () => {
  const cases = Object.keys(kinds).flatMap(kind =>
    (kind === 'of which no counts are known' ? [1e4] : [3, 1e4]).map(
      level => [kind, level] as const
    )
  );

  it.each(cases)('have pulls of unit variance and χ²/n = 1: %s, %s counts', (kind, level) => {
    const random = dice(level + kind.length);
    const [shifts, scales, redchis]: number[][] = [[], [], []];
    for (let trial = 0; trial < 100; trial++) {
      for (const { shift, scale, redchi } of consistency(kinds[kind](level, random)).scans) {
        shifts.push(...(Number.isFinite(shift.value) ? [shift.value / shift.sigma] : []));
        scales.push((scale.value - 1) / scale.sigma);
        redchis.push(redchi);
      }
    }
    // three pulls of a trial are not independent: as if of half as many; σ itself of few counts is within a tenth
    const tolerance = 4 * Math.sqrt(2 / 150) + (level < 10 ? 0.2 : 0.05);
    expect(Math.abs(meanSquare(shifts) - 1)).toBeLessThan(tolerance);
    expect(Math.abs(meanSquare(scales) - 1)).toBeLessThan(tolerance);
    expect(redchis.reduce((a, b) => a + b, 0) / redchis.length).toBeCloseTo(1, 1);
  });
});

describe('an outlying scan', () => {
  const exact = (height: number, by: number, monitor: number): Spectrum => {
    const counts = Float64Array.from(energies, e => 1e8 * height * monitor * line(e - by));
    return {
      energy: Float64Array.from(energies),
      intensity: counts.map(n => n / monitor / 1e8),
      sigma: counts.map(n => Math.sqrt(n) / monitor / 1e8),
      counts,
      monitor: counts.map(() => monitor * 1e8)
    };
  };

  it.each([
    [2, 1],
    [2, 5],
    [4, 1],
    [4, 0.2]
  ])('is as high against %s others as it is, with %s of their monitor', (others, monitor) => {
    const set = [exact(1.5, 0, monitor), ...Array.from({ length: others }, () => exact(1, 0, 1))];
    const [first, second] = consistency(set).scans;
    expect(first.scale.value).toBeCloseTo(1.5, 6);
    const mean = (1.5 * monitor + others - 1) / (monitor + others - 1);
    expect(second.scale.value).toBeCloseTo(1 / mean, 6);
  });

  it.each([1, 5])('is as far from the others as it is, with %s of their monitor', monitor => {
    const [first] = consistency([exact(1.5, 0.05, monitor), exact(1, 0, 1), exact(1, 0, 1)]).scans;
    // slopes of smoothed lines are a little too small
    expect(first.shift.value).toBeCloseTo(0.0512, 4);
    expect(first.scale.value).toBeCloseTo(1.5, 3);
  });
});
