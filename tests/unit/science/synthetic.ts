import type { ArmPoints, Points } from '../../../src/science';

/** Points in the order they were measured. */
export interface Measured extends Points, ArmPoints {
  incident: Float64Array;
  emission: Float64Array;
  monitor: Float64Array;
  counts: Float64Array;
}

/** Points from (Ω, ω, N, I1) each. */
export function measured(points: readonly (readonly [number, number, number, number])[]): Measured {
  const column = (k: number) => Float64Array.from(points, point => point[k]);
  return {
    incident: column(0),
    emission: column(1),
    counts: column(2),
    monitor: column(3),
    intensity: Float64Array.from(points, ([, , n, i1]) => n / i1),
    sigma: Float64Array.from(points, ([, , n, i1]) => Math.sqrt(Math.max(n, 1)) / i1)
  };
}

/** A full grid, Ω outer and ω inner, both ascending; counts are row-major numbers from 1. */
export function grid(incident: number[], emission: number[]): [number, number, number, number][] {
  return incident.flatMap((omega, j) =>
    emission.map((energy, i): [number, number, number, number] => [
      omega,
      energy,
      1 + j * emission.length + i,
      1000
    ])
  );
}

/** Energies from `start` in equal steps. */
export function steps(start: number, step: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => start + i * step);
}
