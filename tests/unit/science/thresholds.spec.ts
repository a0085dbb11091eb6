import { readFileSync } from 'node:fs';
import { moments, scanSpectrum, type Spectrum } from '../../../src/science';
import { describeReal } from '../formats/realscans';
import { expectHonest, poisson, repeat } from './montecarlo';
import { readI20Dat } from '../formats/i20';

describeReal('the centroid of a real line above a threshold', scan => {
  it.each([0.5, 0.2])('at %s has an honest σ, by points and by crossings', threshold => {
    const read = readI20Dat(readFileSync(scan('ZnO_standard_280754_1.dat'), 'latin1'));
    const main = scanSpectrum(read, read.channels[0]);
    const [points, crossings] = repeat(400, 3, random => {
      const spectrum = again(main, random);
      return [
        moments(spectrum, { threshold }).m1,
        moments(spectrum, { threshold, ends: 'crossings' }).m1
      ];
    });
    expect(points.claimed / points.deviation).toBeGreaterThan(0.7);
    expect(points.claimed / points.deviation).toBeLessThan(1.4);
    expectHonest(crossings, 0.05);
    // no single point decides, so it is steadier
    expect(crossings.deviation).toBeLessThan(points.deviation / 3);
    const codes = moments(main, { threshold }).warnings.map(({ code }) => code);
    expect(codes).toEqual(['moments/ends-jump']);
    expect(moments(main, { threshold, ends: 'crossings' }).warnings).toEqual([]);
  });
});

/** Measured once more, with new counting noise. */
function again(spectrum: Spectrum, random: () => number): Spectrum {
  const counts = (spectrum.counts as Float64Array).map(n => poisson(n, random));
  const monitor = spectrum.monitor as Float64Array;
  return {
    energy: spectrum.energy,
    intensity: counts.map((n, i) => n / monitor[i]),
    sigma: counts.map((n, i) => Math.sqrt(Math.max(n, 1)) / monitor[i]),
    counts,
    monitor
  };
}
