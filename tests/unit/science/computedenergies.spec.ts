import { scaled } from '../../../src/formats/units';
import { calibrated, commonAxis, levels, shiftSpectrum } from '../../../src/science';

/** A curve of ones. */
const spectrum = (energies: number[], jitter?: number) => ({
  energy: Float64Array.from(energies),
  intensity: Float64Array.from(energies, () => 1),
  sigma: Float64Array.from(energies, () => 0.1),
  ...(jitter === undefined ? {} : { jitter })
});

/** Digests recorded in analyses are of these very bits. */
describe('computed energies are unchanged, to the bit', () => {
  it('of a file in keV', () => {
    expect([...scaled(Float64Array.of(8.63939, 9.6583), 1e3)]).toEqual([
      8639.390000000001, 9658.300000000001
    ]);
  });

  it('of a spectrum that is shifted or calibrated', () => {
    const found = shiftSpectrum(spectrum([8638.2, 8640]), 0.1);
    expect([...found.energy]).toEqual([8638.300000000001, 8640.1]);
    const line = { origin: 0, coefficients: [0.1, 1] };
    expect([...calibrated(Float64Array.of(8638.2), line)]).toEqual([8638.300000000001]);
  });

  it('of a level that is the middle of two readings', () => {
    expect([...levels(Float64Array.of(9658.1, 9658.2, 9668.1), 0.5).values]).toEqual([
      9658.150000000001, 9668.1
    ]);
  });

  it.each([
    ['are equal', [9658.1, 9668, 9678], [9658.2, 9668, 9678]],
    ['lack a point', [9658.1, 9668, 9678, 9688, 9698], [9658.2, 9668, 9678, 9698]]
  ])('of readings on grids that %s', (_, one, other) => {
    const { energy, isMeasured } = commonAxis([spectrum(one, 0.5), spectrum(other, 0.5)], null);
    const mean = 9658.1 + (9658.2 - 9658.1) / 2;
    expect([isMeasured, [...energy]]).toEqual([true, [mean, ...one.slice(1)]]);
    expect(mean).toBe(9658.150000000001);
  });
});
