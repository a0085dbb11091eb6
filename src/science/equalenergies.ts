import type { Range } from './spectrum.js';

/**
 * Energies that differ by no more than this are equal, eV. This is 1000 times the rounding error of
 * arithmetic at 20 keV (one rounding is 4e-12 eV; a thousand summed steps or a scaling from keV
 * stay below 1e-8) and 1000 times less than a step of 1 meV. Energies stored in single precision
 * are off by up to 0.5 meV at 9660 eV: they equal each other, but not the intended decimal number,
 * so a window on them needs a margin of 1 meV.
 */
export const energyTolerance = 1e-6;

/** Whether two energies are equal, eV. */
export function isSameEnergy(energy: number, other: number): boolean {
  return Math.abs(energy - other) <= energyTolerance;
}

/** Whether an energy is lower than another, and not equal to it, eV. */
export function isBelow(energy: number, other: number): boolean {
  return other - energy > energyTolerance;
}

/** Whether an energy lies in a range, ends included, eV. */
export function isWithin(energy: number, [low, high]: Range): boolean {
  return energy >= low - energyTolerance && energy <= high + energyTolerance;
}

/** Number of whole steps in an extent, both eV. */
export function wholeSteps(extent: number, step: number): number {
  return Math.floor((extent + energyTolerance) / step);
}

/** Number of steps needed to cover an extent, both eV. */
export function stepsToCover(extent: number, step: number): number {
  return Math.ceil((extent - energyTolerance) / step);
}

/** An energy in whole steps, eV; halfway between two it rounds up. */
export function nearestStep(energy: number, step = 1): number {
  return Math.floor((energy + energyTolerance) / step + 0.5);
}

/** Indices (m) where each run of equal energies begins; energies (n) ascend. */
export function startsOfEqual(energy: ArrayLike<number>): number[] {
  const starts: number[] = [];
  for (let i = 0; i < energy.length; i++) {
    if (starts.length === 0 || isBelow(energy[starts[starts.length - 1]], energy[i])) {
      starts.push(i);
    }
  }
  return starts;
}

/**
 * An energy (eV) as people would type it: 0.3 for `0.29999999999927`. Exact to 0.1 meV, and to a
 * hundredth of a finer step.
 */
export function roundedEnergy(energy: number, step = 1): number {
  const finer = step > 0 ? 2 - Math.floor(Math.log10(step)) : 0;
  return Number(energy.toFixed(Math.min(20, Math.max(4, finer))));
}
