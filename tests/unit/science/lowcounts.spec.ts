import {
  area,
  average,
  background,
  cut,
  fullWidth,
  lineCut,
  rebin,
  scanMap,
  totalYield,
  type RXESMap,
  type Spectrum
} from '../../../src/science';
import { expectHonest, expectUnbiased, gaussian, measure, poisson, repeat } from './montecarlo';
import { grid, measured, steps } from './synthetic';

const omegas = steps(9658, 0.3, 3);
const emissions = steps(8630, 0.3, 60);

function map(mean: number, random: () => number): RXESMap {
  const points = grid(omegas, emissions).map(
    ([incident, emission], i): [number, number, number, number] => [
      incident,
      emission,
      poisson(mean, random),
      900 + 100 * (i % 3)
    ]
  );
  const all = measured(points);
  return scanMap(all, all);
}

const first = ({ intensity, sigma }: Spectrum) => ({ value: intensity[0], sigma: sigma[0] });

describe('σ if most points have no count is that of the summed counts', () => {
  it.each([0.05, 3])('%s counts a cell: cuts, total yield, line cut', mean => {
    const samples = repeat(1500, 91, random => {
      const rxesMap = map(mean, random);
      const band = { type: 'CEE', at: 8639, width: 30 } as const;
      const line = {
        from: { incident: 9658, emission: 8600 },
        to: { incident: 9658, emission: 8700 }
      };
      return [
        first(cut(rxesMap, band)),
        first(cut(rxesMap, band, 'sum')),
        first(totalYield(rxesMap).spectrum),
        first(lineCut(rxesMap, { ...line, width: 0.1, step: 200 }, 'sum').spectrum)
      ];
    });
    samples.forEach(sample => expectHonest(sample, 0.06));
  });

  it.each([0.05, 3])('%s counts a point: area, rebin, average alike', mean => {
    const energies = steps(9640, 0.3, 60);
    const samples = repeat(1500, 92, random => {
      const spectrum = measure(energies, () => mean, random);
      const many = energies.map(() => measure([9640], () => mean, random));
      return [
        area(spectrum),
        first(rebin(spectrum, [9600, 9700]).spectrum),
        first(average(many).spectrum),
        first(average(many, { estimator: 'mean-of-ratios' }).spectrum)
      ];
    });
    samples.forEach(sample => expectHonest(sample, 0.06));
  });

  it('is one count if there is none at all, and a cell’s own σ for one cell', () => {
    const empty = map(0, () => 1);
    const { sigma } = cut(empty, { type: 'CIE', at: 9658.3, width: 0.1 });
    sigma.forEach((s, i) => expect(s).toBe(empty.sigma[i * 3 + 1]));
    const all = totalYield(empty).spectrum.sigma[0];
    expect(all).toBeGreaterThan(1 / 1100);
    expect(all).toBeLessThan(1 / 900);
  });
});

describe('a background under few counts', () => {
  const energies = steps(9600, 0.5, 100);
  const settings = { model: 'constant', weights: 'poisson', edges: [] } as const;

  it.each([0.3, 3, 20])('is unbiased with an honest σ at %s counts a point', mean => {
    const samples = repeat(400, 93, random => {
      const { fit } = background(
        measure(energies, () => mean, random),
        settings
      );
      expect(fit.estimator).toBe('poisson-likelihood');
      return [
        { value: 1000 * fit.parameters[0].value, sigma: 1000 * (fit.parameters[0].stderr ?? NaN) }
      ];
    });
    expectUnbiased(samples[0], mean);
    expectHonest(samples[0], 0.05);
  });

  it('is the fit of greatest likelihood: of a constant the mean, exactly', () => {
    const random = () => 0.4;
    const spectrum = measure(energies, e => 2 + (e - 9600) / 20, random);
    const mean = spectrum.intensity.reduce((a, b) => a + b, 0) / energies.length;
    expect(background(spectrum, settings).fit.parameters[0].value).toBeCloseTo(mean, 12);
  });
});

describe('the width of a noisy line', () => {
  const energies = steps(9640, 0.3, 81);
  const line = (height: number) => (e: number) => height * gaussian(9652, 6 / 2.3548)(e);

  it.each([100, 400, 20000])('is unbiased with %s counts at its top', height => {
    const [sample] = repeat(600, 94, random => [
      fullWidth(measure(energies, line(height), random))
    ]);
    expectUnbiased(sample, 6, 0.06);
    expectHonest(sample, 0.12);
  });

  it('is reported as such', () => {
    const codes = (height: number) =>
      fullWidth(measure(energies, line(height), () => 0.4)).warnings.map(({ code }) => code);
    expect(codes(100)).toEqual(['width/noisy']);
    expect(codes(20000)).toEqual(['width/noisy']);
    expect(codes(2e6)).toEqual([]);
  });
});
