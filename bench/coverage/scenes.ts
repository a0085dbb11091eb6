import type { Scene } from './scene.js';

const { exp, sin } = Math;

type Curve = (energy: number) => number;

/** A Gaussian of unit height. */
function gaussian(centre: number, width: number): Curve {
  return energy => exp(-0.5 * ((energy - centre) / width) ** 2);
}

/** Energies in equal steps, both ends included. */
export function energies(from: number, to: number, step: number): Float64Array {
  return Float64Array.from(
    { length: Math.round((to - from) / step) + 1 },
    (_, i) => from + i * step
  );
}

/** A monitor that falls by a fifth and ripples, like that of a storage ring without top-up. */
function monitorOf(points: number, mean: number): Float64Array {
  return Float64Array.from(
    { length: points },
    (_, i) => mean * (1 - (0.2 * i) / points) * (1 + 0.04 * sin(i))
  );
}

interface Arms {
  /** Mean of the monitor. */
  monitor?: number;
  /** Incident energy. */
  incident?: number;
  lower?: Curve;
  bragg?: (energy: number) => number;
}

/** An emission scan. */
function emissionScan(
  emission: Float64Array,
  curve: Curve,
  { monitor = 1, incident = 9900, lower, bragg }: Arms = {}
): Scene {
  return {
    kind: 'XES',
    incident: new Float64Array(emission.length).fill(incident),
    emission,
    arms: { upper: emission.map(curve), ...(lower ? { lower: emission.map(lower) } : {}) },
    monitor: monitorOf(emission.length, monitor),
    ...(bragg ? { bragg: emission.map(bragg) } : {})
  };
}

const centre = 9619.7;
const peak = gaussian(centre, 3);
const line: Curve = e => 0.9 * peak(e) + 0.1;
const shifted: Curve = e => 0.9 * gaussian(centre + 0.5, 3)(e) + 0.1;
const two: Curve = e => 0.9 * peak(e) + 0.5 * gaussian(9634, 3.5)(e) + 0.1;
const decaying: Curve = e => 0.7 * peak(e) + 0.3 * exp(-(e - 9600) / 15);
/** A Pearson VII line with long tails, and a lower one in them. */
const tails: Curve = e =>
  0.9 * (1 + (0.4 * (e - 9615)) ** 2) ** -1.5 + 0.5 * gaussian(9636, 2)(e) + 0.02;
const usual = energies(9600, 9640, 0.5);
const long = energies(9600, 9650, 0.5);

/** A map, in rows of one incident energy. */
function mapScan(monitor: number, height = 1): Scene {
  const [omegas, emissions] = [energies(9658, 9664, 0.5), energies(8630, 8642, 0.5)];
  const incident = omegas.reduce<number[]>(
    (all, omega) => [...all, ...Array.from(emissions, () => omega)],
    []
  );
  const emission = Array.from(omegas, () => Array.from(emissions)).flat();
  const [across, up] = [gaussian(9661.2, 1.4), gaussian(8636.1, 2)];
  return {
    kind: 'RXES',
    incident: Float64Array.from(incident),
    emission: Float64Array.from(emission),
    arms: {
      upper: Float64Array.from(
        emission,
        (energy, i) => height * 0.95 * across(incident[i]) * up(energy) + 0.05
      )
    },
    monitor: monitorOf(emission.length, monitor)
  };
}

/** A HERFD scan: an edge with a white line. */
function herfdScan(emission: number, monitor = 1): Scene {
  const incident = energies(9650, 9690, 0.5);
  const edge: Curve = e => 0.5 / (1 + exp(-(e - 9660) / 1.2)) + 0.5 * gaussian(9664, 2)(e) + 0.02;
  return {
    kind: 'HERFD-XANES',
    incident,
    emission: new Float64Array(incident.length).fill(emission),
    arms: { upper: incident.map(edge) },
    monitor: monitorOf(incident.length, monitor)
  };
}

/** Bragg angles of an analyser with hc/2d = 8000 eV. */
const braggOf = (energy: number) => (Math.asin(8000 / energy) * 180) / Math.PI;

function elasticScan(at: number): Scene {
  const scan = emissionScan(energies(at - 4, at + 4, 0.2), e => gaussian(at + 0.13, 0.7)(e) + 0.02);
  return { ...scan, incident: scan.incident.fill(at) };
}

/** The scenes of the cases, by name. */
export const scenes = {
  /** A line on a background of a tenth, and the same with longer and shorter counting. */
  line: emissionScan(usual, line),
  again: emissionScan(usual, line, { monitor: 1.6 }),
  third: emissionScan(usual, line, { monitor: 0.6 }),
  /** The line 0.5 eV higher. */
  moved: emissionScan(usual, shifted, { monitor: 1.3 }),
  /** The line at energies between those of the other scenes. */
  between: emissionScan(energies(9599.75, 9640.25, 0.5), line, { monitor: 1.2 }),
  /** Two lines, and the same in two overlapping ranges. */
  two: emissionScan(long, two),
  low: emissionScan(energies(9600, 9630, 0.5), two),
  high: emissionScan(energies(9618, 9650, 0.5), two, { monitor: 1.5 }),
  highBetween: emissionScan(energies(9618.25, 9650.25, 0.5), two, { monitor: 1.5 }),
  /** The line on a decaying background. */
  decaying: emissionScan(usual, decaying),
  tails: emissionScan(energies(9600, 9660, 0.5), tails),
  /** A line alone, without a background. */
  alone: emissionScan(usual, peak),
  /** Few points of a tenth: a poorly known divisor. */
  weak: emissionScan(energies(9700, 9710, 0.5), () => 0.12),
  /** The line far into its tails. */
  wide: emissionScan(energies(9570, 9670, 2), line, { monitor: 1.2 }),
  /** Both arms, with angles. */
  arms: emissionScan(usual, line, { lower: e => 0.8 * shifted(e), bragg: braggOf }),
  elastic1: elasticScan(9605),
  elastic2: elasticScan(9620),
  elastic3: elasticScan(9635),
  emission1: emissionScan(usual, line, { incident: 9660 }),
  emission2: emissionScan(usual, e => 0.8 * line(e), { incident: 9661, monitor: 1.3 }),
  emission3: emissionScan(usual, e => 0.6 * line(e), { incident: 9662, monitor: 0.8 }),
  map: mapScan(1),
  mapAgain: mapScan(1.5, 0.8),
  herfd: herfdScan(8639),
  herfdAgain: herfdScan(8639, 1.7)
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;
