import fc from 'fast-check';
import { type ErrorCode } from '../../../src/base/errors';
import {
  angleOfEnergy,
  calibrate,
  calibrated,
  calibrateSpectrum,
  elasticLine,
  energyOfAngle,
  latticeSpacing,
  linesWithin,
  referenceLines,
  refineEnergies,
  resolutionOf,
  shiftSpectrum,
  withLine,
  withoutLine,
  type CalibrationPoint,
  type ElasticMethod
} from '../../../src/science';
import {
  dice,
  expectHonest,
  expectUnbiased,
  gaussian,
  measure,
  normal,
  repeat
} from './montecarlo';
import { steps } from './synthetic';

const code = (name: ErrorCode) => expect.objectContaining({ code: name }) as Error;

describe('bragg', () => {
  it('returns the spacings of I20’s analysers', () => {
    // science-facts §1.4: 0.725740096 and 0.653320071 Å from the angles of the beamline's own lattices
    expect(latticeSpacing('Si', [6, 4, 2])).toBeCloseTo(0.72574, 4);
    expect(latticeSpacing('Ge', [5, 5, 5])).toBeCloseTo(0.65332, 4);
    expect(latticeSpacing('Si', [1, 1, 1])).toBeCloseTo(3.1356, 4);
    expect(latticeSpacing('quartz', [1, 0, 0])).toBeCloseTo((4.9134 * Math.sqrt(3)) / 2, 12);
    expect(latticeSpacing('quartz', [0, 0, 3])).toBeCloseTo(5.4053 / 3, 12);
  });

  it('converts angles to energies and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 20, max: 89.9, noNaN: true }), angle => {
        const d = latticeSpacing('Si', [6, 4, 2]);
        expect(angleOfEnergy(energyOfAngle(angle, d), d)).toBeCloseTo(angle, 7);
      }),
      { seed: 1 }
    );
    expect(energyOfAngle(83.1002, 0.653320071)).toBeCloseTo(9558, 0);
  });

  it('refuses unphysical values', () => {
    expect(() => angleOfEnergy(1000, 0.7)).toThrow(code('energy/impossible'));
    expect(() => energyOfAngle(0, 0.7)).toThrow(code('energy/impossible'));
    expect(() => latticeSpacing('Si', [0, 0, 0])).toThrow(code('energy/impossible'));
    expect(() => latticeSpacing('Si', [1.5, 0, 0])).toThrow(code('energy/impossible'));
  });

  it('reverts a truncation to 0.01 eV', () => {
    const d = latticeSpacing('Ge', [5, 5, 5]);
    const nominal = Float64Array.from(steps(9558, 0.3, 207));
    const angles = nominal.map(energy => angleOfEnergy(energy, d));
    const stored = nominal.map(energy => Math.floor(energy * 100 + 1e-6) / 100);
    const { emission, warnings } = refineEnergies(stored, angles);
    expect(warnings).toEqual([]);
    emission.forEach((energy, i) => expect(Math.abs(energy - nominal[i])).toBeLessThan(1e-8));
    const lacking = angles.map((angle, i) => (i === 3 ? NaN : angle));
    const partly = refineEnergies(stored, lacking);
    expect(partly.emission[3]).toBe(stored[3]);
    expect(partly.warnings.map(warning => warning.code)).toEqual(['energy/angle-missing']);
  });

  it('refuses angles that are not those of the energies', () => {
    const stored = Float64Array.of(9558, 9560);
    expect(() => refineEnergies(stored, null)).toThrow(code('scan/no-energy'));
    expect(() => refineEnergies(stored, Float64Array.of(NaN, 0))).toThrow(code('scan/no-energy'));
    expect(() => refineEnergies(stored, Float64Array.of(80, 70))).toThrow(
      code('energy/impossible')
    );
    expect(() => refineEnergies(stored, Float64Array.of(80))).toThrow(code('scan/shape-mismatch'));
  });
});

describe('elasticLine', () => {
  const energies = steps(8637, 0.1, 41);
  const line = (e: number) => 5 + 6000 * gaussian(8639.03, 0.45)(e);

  it.each<[ElasticMethod, number]>([
    ['gaussian', 0.1],
    ['half-cumulative', 0.06],
    ['parabola', 0.25]
  ])('finds the line by %s, with an honest σ', (method, systematic) => {
    const [sample] = repeat(1500, 111, random => [
      elasticLine(measure(energies, line, random), method)
    ]);
    expectHonest(sample, systematic);
    expectUnbiased(sample, 8639.03, 0.002);
  });

  it('reports for few counts that σ of a Gaussian’s centre is rough, and not for many', () => {
    const random = dice(115);
    const [few, many] = [3, 300].map(counts =>
      elasticLine(
        measure(energies, e => counts * gaussian(8639.03, 0.45)(e), random),
        'gaussian'
      ).warnings.map(({ code: found }) => found)
    );
    expect(few).toEqual(['position/noisy']);
    expect(many).toEqual([]);
  });

  it('reports the resolution', () => {
    const { value } = resolutionOf(measure(energies, line, dice(112)));
    expect(value / (0.45 * 2.3548)).toBeCloseTo(1, 1);
  });

  it.each<ElasticMethod>(['gaussian', 'half-cumulative', 'parabola'])(
    'refuses a missing line: %s',
    method => {
      const flat = {
        energy: Float64Array.from(energies),
        intensity: new Float64Array(41),
        sigma: new Float64Array(41)
      };
      expect(() => elasticLine(flat, method)).toThrow(code('spectrum/no-peak'));
    }
  );
});

describe('calibrate', () => {
  const truth = (nominal: number) => 8639 + 1.002 * (nominal - 8640) + 1e-4 * (nominal - 8640) ** 2;

  it('finds the polynomial, and its σ is honest', () => {
    const samples = repeat(2000, 113, random => {
      const points = steps(8630, 4, 6).map((nominal): CalibrationPoint => {
        const sigma = 0.01;
        return {
          nominal: { value: nominal + sigma * normal(random), sigma },
          energy: truth(nominal)
        };
      });
      const { coefficients, sigmas, redchi } = calibrate(points, 2);
      return [
        ...coefficients.map((value, k) => ({ value, sigma: sigmas[k] })),
        { value: redchi, sigma: 0 }
      ];
    });
    samples.slice(0, 3).forEach(sample => expectHonest(sample, 0.03));
    expectUnbiased(samples[3], 1, 0.02);
  });

  it.each([0, 1])('σ of c₀ is that of the energy at the origin: degree %s', degree => {
    const known = steps(8630, 4, 4);
    const [shift] = repeat(500, 114, random => {
      const points = known.map(energy => ({
        nominal: { value: energy + 0.3 + 0.05 * normal(random), sigma: 0.05 },
        energy
      }));
      const { origin, coefficients, sigmas } = calibrate(points, degree);
      expect(origin).toBe(8636);
      return [{ value: coefficients[0], sigma: sigmas[0] }];
    });
    expectHonest(shift);
    expectUnbiased(shift, 8636 - 0.3);
  });

  it('has an origin among its lines, on an axis far from their energies too', () => {
    const points = [100.2, 104.1].map((value, i) => ({
      nominal: { value, sigma: 0.1 },
      energy: 8630 + 4 * i
    }));
    const { origin, coefficients } = calibrate(points, 1);
    expect(origin).toBe(102);
    expect(coefficients[0]).toBeCloseTo(8631.85, 1);
  });

  it('is exact without noise, and moves a spectrum’s axis only', () => {
    const points = steps(8630, 5, 5).map(value => ({
      nominal: { value, sigma: NaN },
      energy: truth(value)
    }));
    const calibration = calibrate(points, 2);
    const axis = Float64Array.from(steps(8630, 0.5, 41));
    calibrated(axis, calibration).forEach((e, i) => expect(e).toBeCloseTo(truth(axis[i]), 8));
    const spectrum = measure([...axis], () => 100, dice(1));
    expect(calibrateSpectrum(spectrum, calibration).counts).toEqual(spectrum.counts);
  });

  it('of degree 0 is a shift', () => {
    const points = [8630, 8640].map(value => ({
      nominal: { value, sigma: 0.1 },
      energy: value + 1.5
    }));
    const { coefficients, origin, sigmas } = calibrate(points, 0);
    expect(coefficients).toEqual([origin + 1.5, 1]);
    expect(sigmas[0]).toBeCloseTo(0.1 / Math.SQRT2, 12);
    expect(
      shiftSpectrum(
        measure([1, 2], () => 5, dice(1)),
        1.5
      ).energy
    ).toEqual(Float64Array.of(2.5, 3.5));
  });

  it('refuses what makes no axis', () => {
    const at = (value: number, energy: number) => ({ nominal: { value, sigma: 0.1 }, energy });
    expect(() => calibrate([at(1, 1)], 1)).toThrow(code('spectrum/too-few'));
    expect(() => calibrate([at(1, 1), at(1, 2)], 1)).toThrow(code('spectrum/too-few'));
    expect(() => calibrate([at(1, 2), at(2, 1)], 1)).toThrow(code('energy/impossible'));
    expect(() => calibrate([at(1, 2)], 9)).toThrow(code('spectrum/parameter'));
    const { warnings } = calibrate([at(1, 1), at(2, 2), at(3, 6), at(NaN, 1)], 1);
    expect(warnings.map(warning => warning.code)).toEqual([
      'calibrate/points-left-out',
      'calibrate/poor'
    ]);
  });
});

describe('reference lines', () => {
  it('state their source: tables differ by 2 eV', () => {
    const found = linesWithin(referenceLines, [8630, 8650]);
    expect(found.map(({ energy }) => energy)).toEqual([8637.2, 8638.86, 8638.906]);
    expect(new Set(found.map(({ source }) => source)).size).toBe(3);
    expect(found.map(({ sigma }) => sigma)).toEqual([undefined, undefined, 0.073]);
  });

  it('can be edited', () => {
    const mine = { element: 'Zn', name: 'Kα1', energy: 8639.1, source: 'own foil' };
    const edited = withLine(referenceLines, mine);
    expect(edited).toHaveLength(referenceLines.length + 1);
    expect(withLine(edited, { ...mine, energy: 8639 })).toHaveLength(edited.length);
    expect(withoutLine(edited, mine)).toEqual(referenceLines);
    expect(() => withLine(referenceLines, { ...mine, source: ' ' })).toThrow(
      code('spectrum/parameter')
    );
    expect(() => withLine(referenceLines, { ...mine, energy: NaN })).toThrow(
      code('spectrum/parameter')
    );
  });
});
