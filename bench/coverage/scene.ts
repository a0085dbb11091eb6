import { emptyMetadata } from '../../src/formats/metadata.js';
import type { Scan, ScanKind } from '../../src/formats/scan.js';

/** What is measured, before it is counted: every array has a value a point. */
export interface Scene {
  readonly kind: ScanKind;
  readonly incident: Float64Array;
  readonly emission: Float64Array;
  /** Expected counts of each arm at a monitor of 1, of a level of 1 count. */
  readonly arms: Readonly<Record<string, Float64Array>>;
  /** Monitor at each point, about 1. */
  readonly monitor: Float64Array;
  /** Bragg angles, degrees, where the scan holds some. */
  readonly bragg?: Float64Array;
}

/** How a scene is counted. */
export interface Counting {
  /** Counts at the highest point, about. */
  readonly level: number;
  /** How much longer than that it is counted. */
  readonly exposure: number;
  /** Counts of which so many are expected. */
  readonly count: (mean: number) => number;
}

/** Monitor counts of a monitor of 1. */
const flux = 1e6;

/** A scene as the reader gives a scan. */
export function scanOf(scene: Scene, { level, exposure, count }: Counting): Scan {
  const { kind, incident, emission, arms, bragg } = scene;
  const n = emission.length;
  const monitor = scene.monitor.map(one => flux * exposure * one);
  const channels = Object.entries(arms).map(([name, expected]) => {
    const counts = expected.map((one, i) => count(level * exposure * one * scene.monitor[i]));
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
