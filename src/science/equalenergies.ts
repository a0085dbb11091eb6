import type { Range } from './spectrum.js';

/**
 * Energies that differ by less are equal, eV. It lies 1000 times above what arithmetic leaves at 20 keV (one rounding
 * is 4e-12 eV, a thousand summed steps or a scaling from keV stay below 1e-8) and 1000 times below a step of 1 meV.
 * Energies that were stored in single precision are off by up to 0.5 meV at 9660 eV: they equal each other, but not
 * the decimal number that was meant, so that a window on them is given with room for 1 meV.
 */
export const energyTolerance = 1e-6;

/** Whether two energies are equal, eV. */
export function isSameEnergy(one: number, other: number): boolean {
  return Math.abs(one - other) <= energyTolerance;
}

/** Whether an energy is lower than another, and not equal to it, eV. */
export function isBelow(energy: number, other: number): boolean {
  return other - energy > energyTolerance;
}

/** Whether an energy lies in a range, its ends included, eV. */
export function isWithin(energy: number, [low, high]: Range): boolean {
  return energy >= low - energyTolerance && energy <= high + energyTolerance;
}

/** How many whole steps an extent holds, both eV. */
export function wholeSteps(extent: number, step: number): number {
  return Math.floor((extent + energyTolerance) / step);
}

/** How many steps it takes to cover an extent, both eV. */
export function stepsToCover(extent: number, step: number): number {
  return Math.ceil((extent - energyTolerance) / step);
}

/** An energy in whole steps, eV; halfway between two it is the upper one. */
export function nearestStep(energy: number, step = 1): number {
  return Math.floor((energy + energyTolerance) / step + 0.5);
}

/** Indices (m) where each run of equal ones among ascending energies (n) begins. */
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
 * An energy (eV) as people would type it: `0.29999999999927` tells nothing more than 0.3. It is exact to 0.1 meV, and to a
 * hundredth of a finer step.
 */
export function roundedEnergy(energy: number, step = 1): number {
  const finer = step > 0 ? 2 - Math.floor(Math.log10(step)) : 0;
  return Number(energy.toFixed(Math.min(20, Math.max(4, finer))));
}
