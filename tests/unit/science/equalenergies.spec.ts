import {
  cut,
  isBelow,
  isSameEnergy,
  isWithin,
  lineCut,
  locate,
  nearestStep,
  roundedEnergy,
  scanMap,
  startsOfEqual,
  stepsToCover,
  transferImage,
  waveNumberBins,
  wholeSteps
} from '../../../src/science';
import { grid, measured, steps } from './synthetic';

describe('equal energies', () => {
  it('differ by rounding, not by a step of 1 meV', () => {
    for (let i = 0; i < 20_000; i += 7) {
      const energy = i + i / 1000;
      expect(isSameEnergy((energy / 1000) * 1000, energy)).toBe(true);
      expect(isSameEnergy(energy, energy + 0.001)).toBe(false);
      expect(isBelow(energy, energy + 0.001)).toBe(true);
    }
    let summed = 0;
    for (let i = 0; i < 20_000; i++) {
      summed += 1.0001;
    }
    expect(isSameEnergy(summed, 20_000 * 1.0001)).toBe(true);
  });

  it('are equal in single precision, whose rounding is up to 0.5 meV', () => {
    expect(isSameEnergy(Math.fround(9662.8), Math.fround(9662.8))).toBe(true);
    expect(isSameEnergy(Math.fround(9662.8), 9662.8)).toBe(false);
    expect(isWithin(Math.fround(9662.8), [9658, 9662.801])).toBe(true);
  });

  it('are typed without rounding noise, to a hundredth of a step that is finer', () => {
    expect(
      [0.2999999999992724, 8639.389999, 9658.300000000001].map(value => roundedEnergy(value))
    ).toEqual([0.3, 8639.39, 9658.3]);
    expect([roundedEnergy(0.000_012_344, 1e-5), roundedEnergy(9000.25, 0)]).toEqual([
      0.000_012_3, 9000.25
    ]);
  });

  it('are a range’s end, a whole number of steps, one of a run', () => {
    expect(isWithin(9662.800000000001, [9658, 9662.8])).toBe(true);
    expect(isWithin(9662.801, [9658, 9662.8])).toBe(false);
    expect(wholeSteps(0.3 - 1e-12, 0.1)).toBe(3);
    expect(stepsToCover(0.1 * 3, 0.1)).toBe(3);
    expect([0.5 - 1e-12, 0.5, 0.5 + 1e-12].map(e => nearestStep(e))).toEqual([1, 1, 1]);
    expect(startsOfEqual([1, 1 + 1e-12, 1.001, 2])).toEqual([0, 2, 3]);
    expect(locate(Float64Array.of(1, 2, 3), 2 - 1e-9)).toEqual({ lower: 1, upper: 1, fraction: 0 });
  });
});

describe('float noise on a map', () => {
  const incident = steps(9658, 0.3, 9);
  const emission = steps(8628, 0.3, 11);
  const clean = measured(grid(incident, emission));
  const map = scanMap(clean, clean);
  const noisy = {
    ...map,
    incident: map.incident.map((e, j) => e + 1e-9 * ((j % 3) - 1)),
    emission: map.emission.map((e, i) => e - 1e-9 * ((i % 3) - 1))
  };

  it.each(['CIE', 'CEE', 'CET'] as const)('changes no %s cut', type => {
    const at = { CIE: 9659.2, CEE: 8629.2, CET: 1030 }[type];
    const [found, expected] = [noisy, map].map(each => cut(each, { type, at, width: 0.6 }));
    expect(found.intensity).toEqual(expected.intensity);
  });

  it('changes no cut along a line with cells halfway between its points', () => {
    const line = {
      from: { incident: 9658, emission: 8629.2 },
      to: { incident: 9660.4, emission: 8629.2 },
      width: 0.6,
      step: 0.6
    };
    const [found, expected] = [noisy, map].map(each => lineCut(each, line).spectrum);
    expect(found.energy).toHaveLength(5);
    expect(found.intensity).toEqual(expected.intensity);
  });

  it('moves no cell of the transfer image', () => {
    const [found, expected] = [noisy, map].map(each => transferImage(each, 0.3));
    expect(found.intensity).toEqual(expected.intensity);
  });
});

it('bins in wave number begin at the edge, whatever the bins below it leave', () => {
  const edges = [...waveNumberBins([9600, 9640], 9610.3, 2, 0.5)];
  expect(edges.slice(0, 7)).toEqual([9600, 9602, 9604, 9606, 9608, 9610, 9610.3]);
  expect(edges[7]).toBeCloseTo(9610.3 + 3.80998211616 * 0.25, 9);
  expect(edges[edges.length - 1]).toBeGreaterThanOrEqual(9640);
  expect(edges[edges.length - 2]).toBeLessThan(9640);
});
