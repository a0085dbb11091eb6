import { emptyMetadata } from '../../src/formats/metadata.js';
import type { Scan, ScanKind } from '../../src/formats/scan.js';

/** A measurement before counting: every array has one value per point. */
export interface Scene {
  readonly kind: ScanKind;
  readonly incident: Float64Array;
  readonly emission: Float64Array;
  /** Expected counts of each arm at a monitor of 1, for a level of 1 count. */
  readonly arms: Readonly<Record<string, Float64Array>>;
  /** Monitor at each point, about 1. */
  readonly monitor: Float64Array;
  /** Bragg angles, degrees, if the scan has them. */
  readonly bragg?: Float64Array;
}

/** Conditions of counting. */
export interface Counting {
  /** Approximate counts at the highest point. */
  readonly level: number;
  /** Counting time relative to that. */
  readonly exposure: number;
  /** Random counts with this expectation. */
  readonly count: (mean: number) => number;
}

/** Monitor counts for a monitor of 1. */
const flux = 1e6;

/** A scene as a scan from the reader. */
export function scanOf(scene: Scene, { level, exposure, count }: Counting): Scan {
  const { kind, incident, emission, arms, bragg } = scene;
  const n = emission.length;
  const monitor = scene.monitor.map(value => flux * exposure * value);
  const channels = Object.entries(arms).map(([name, expected]) => {
    const counts = expected.map((value, i) => count(level * exposure * value * scene.monitor[i]));
    return {
      name,
      emission,
      counts,
      intensity: counts.map((value, i) => value / monitor[i]),
      sigma: counts.map((value, i) => Math.sqrt(Math.max(value, 1)) / monitor[i]),
      bragg: bragg ?? null
    };
  });
  return {
    format: 'nexus',
    facility: 'none',
    kind,
    shape: [n],
    points: { planned: n, measured: n },
    incident,
    monitor,
    time: new Float64Array(n).fill(exposure),
    channels,
    metadata: emptyMetadata(),
    links: { missing: [] },
    warnings: []
  };
}
