import { kindOf, richestKind } from '../../../src/science';
import { grid, measured, steps } from './synthetic';

const still = (n: number, at: number) =>
  Float64Array.from({ length: n }, (_, i) => at + (i % 5) * 1e-3);

describe('kindOf', () => {
  it('is derived from what was moved', () => {
    const map = measured(grid(steps(9658, 0.3, 4), steps(8628, 0.3, 5)));
    expect(kindOf(map.incident, map.emission)).toBe('RXES');
    const energies = Float64Array.from(steps(8638.7, 0.05, 21));
    expect(kindOf(still(21, 9900), energies, 0.015)).toBe('XES');
    expect(kindOf(null, energies)).toBe('XES');
    expect(kindOf(energies, new Float64Array(21).fill(8639), 0.015)).toBe('HERFD-XANES');
    expect(kindOf(still(21, 9900), new Float64Array(21).fill(8639), 0.015)).toBe('time-series');
    expect(kindOf(null, new Float64Array(0))).toBe('time-series');
  });

  it('is not a map if both moved in step, or one reading of a fixed motor is off', () => {
    const emission = Float64Array.from(steps(8628, 0.3, 60));
    expect(
      kindOf(
        emission.map(energy => energy + 1021),
        emission
      )
    ).toBe('XES');
    const off = still(60, 9900);
    off[30] += 0.1;
    expect(kindOf(off, emission, 0.015)).toBe('XES');
    expect(kindOf(off, emission)).toBe('XES');
    expect(kindOf(emission, off)).toBe('HERFD-XANES');
  });

  it('takes a step of 1 meV for a step if no jitter was declared', () => {
    const fine = measured(grid(steps(852, 0.3, 4), steps(850, 0.001, 5)));
    expect(kindOf(fine.incident, fine.emission)).toBe('RXES');
    expect(kindOf(null, Float64Array.from(steps(850, 0.001, 9)))).toBe('XES');
    expect(kindOf(Float64Array.from(steps(850, 0.008, 8)), new Float64Array(8).fill(840))).toBe(
      'HERFD-XANES'
    );
  });

  it('of a scan is that of its richest arm', () => {
    expect(richestKind(['HERFD-XANES', 'RXES'])).toBe('RXES');
    expect(richestKind(['time-series', 'XES'])).toBe('XES');
    expect(richestKind(['time-series', 'HERFD-XANES'])).toBe('HERFD-XANES');
    expect(richestKind([])).toBe('time-series');
  });

  it('is a map as soon as a second row has begun', () => {
    const aborted = measured(grid(steps(9658, 0.3, 2), steps(8628, 0.3, 5)).slice(0, 6));
    expect(kindOf(aborted.incident, aborted.emission)).toBe('RXES');
  });
});
