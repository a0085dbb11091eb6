import { readFileSync } from 'node:fs';
import { background, joined, type BackgroundSettings } from '../../../../src/science/background';
import { scanSpectrum } from '../../../../src/science/grid';
import { describeReal } from '../../formats/realscans';
import { readI20Dat } from '../../formats/i20';

describeReal('the background under valence-to-core lines of ZnO', scan => {
  const read = (name: string) => {
    const measured = readI20Dat(readFileSync(scan(name), 'latin1'));
    return scanSpectrum(measured, measured.channels[0]);
  };
  const under = (model: string, high: number, more: Partial<BackgroundSettings> = {}) => {
    const main = read('ZnO_standard_280772_1.dat');
    const around = joined(main, read('ZnO_standard_280754_1.dat')).spectrum;
    const include: [number, number][] = [
      [9590, 9630],
      [9662, high]
    ];
    const settings = { model, include, set: { center: 9571.5 }, fix: ['center'], ...more };
    return background(main, { weights: 'poisson', ...settings }, around);
  };
  const codes = (found: ReturnType<typeof under>) => found.warnings.map(({ code }) => code);

  it('is a Pearson VII tail and a constant, on windows below the drop at the K edge', () => {
    const found = under('pearson7+constant', 9665);
    expect(found.fit.redchi).toBeLessThan(1.5);
    expect(found.area.value).toBeCloseTo(0.00992, 4);
    expect(found.area.sigma).toBeLessThan(2e-4);
    expect(found.centroid.value).toBeCloseTo(9653.3, 1);
    expect(codes(found)).toEqual([]);
  });

  it('is the same within a per cent by an edge, which is found at 9667.3 eV', () => {
    const plain = under('pearson7+constant', 9665);
    const edged = under('pearson7+constant+edge', 9680);
    const of = (name: string) => edged.fit.parameters.find(p => p.name === name)!.value;
    expect(Math.abs(of('edge_center') - 9667.3)).toBeLessThan(0.1);
    expect(of('edge_height')).toBeCloseTo(0.21, 1);
    expect(edged.area.value / plain.area.value).toBeCloseTo(1, 1.7);
  });

  it('is wrong by a quarter across the edge, and reports it', () => {
    const across = under('pearson7+constant', 9680);
    expect(across.area.value / under('pearson7+constant', 9665).area.value).toBeGreaterThan(1.2);
    expect(codes(across)).toEqual(
      expect.arrayContaining(['background/straddles-edge', 'fit/poor', 'fit/at-bound'])
    );
    const line = under('linear', 9680, { set: {}, fix: [] });
    expect(line.fit.redchi).toBeGreaterThan(5);
    expect(codes(line)).toEqual(['background/straddles-edge', 'fit/poor']);
  });

  it('is fitted as a straight line to the strong lines alone too, however badly it describes them', () => {
    const main = read('ZnO_standard_280754_1.dat');
    const exclude: [number, number][] = [[9640, 9660]];
    const { fit } = background(main, { model: 'linear', exclude, weights: 'poisson' });
    expect(fit.converged).toBe(true);
    expect(fit.warnings.map(({ code }) => code)).toEqual(['fit/poor']);
    const [slope, intercept] = fit.parameters.map(({ value }) => value);
    const { energy, counts, monitor } = main;
    const score = energy.reduce((sum, e, i) => {
      const expected = (slope * e + intercept) * monitor![i];
      return sum + (monitor![i] * (1 - counts![i] / expected)) / energy.length;
    }, 0);
    expect(Math.abs(score) / monitor![0]).toBeLessThan(1e-4);
  });
});
