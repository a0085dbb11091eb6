import type { Scan } from '../../../src/formats/scan';

/** A map of 3 Ω × 2 ω, brightest in its last cell, measured with one arm or two. */
export function rxesScan(arms: ('upper' | 'lower' | 'default')[] = ['default']): Scan {
  const emission = Float64Array.of(8630, 8632, 8630, 8632, 8630, 8632);
  const counts = Float64Array.of(10, 20, 30, 40, 50, 60);
  return {
    format: 'nexus',
    facility: 'test',
    kind: 'RXES',
    shape: [3, 2],
    points: { planned: 6, measured: 6 },
    incident: Float64Array.of(9658, 9658, 9659, 9659, 9660, 9660),
    monitor: new Float64Array(6).fill(10),
    time: null,
    channels: arms.map(name => ({
      name,
      emission,
      counts,
      intensity: counts.map(n => n / 10),
      sigma: counts.map(n => Math.sqrt(n) / 10),
      bragg: null
    })),
    metadata: {
      title: '<b>title</b>',
      scanCommand: 'scan bragg1',
      startTime: '',
      endTime: '',
      experiment: '',
      sample: '<img src=x onerror=alert(1)>',
      crystals: {}
    },
    links: { missing: ['gone.hdf5'] },
    warnings: []
  };
}

/** A spectrum along ω. */
export function xesScan(): Scan {
  const scan = rxesScan();
  return {
    ...scan,
    kind: 'XES',
    shape: [2],
    incident: Float64Array.of(9658, 9658),
    monitor: Float64Array.of(10, 10),
    points: { planned: 2, measured: 2 },
    channels: scan.channels.map(channel => ({
      ...channel,
      emission: Float64Array.of(8630, 8632),
      counts: Float64Array.of(10, 20),
      intensity: Float64Array.of(1, 2),
      sigma: Float64Array.of(0.3, 0.4)
    }))
  };
}

/**
 * A line of 41 points along ω with a known position and height, at 8630 + `by` eV, and its start
 * time.
 */
export function lineScan({ by = 0, height = 1, startTime = '' } = {}): Scan {
  const scan = xesScan();
  const emission = Float64Array.from({ length: 41 }, (_, i) => 8620 + 0.5 * i);
  const counts = emission.map(e =>
    Math.round(height * (200 + 9000 / (1 + ((e - 8630 - by) / 2) ** 2)))
  );
  const monitor = new Float64Array(41).fill(10);
  return {
    ...scan,
    shape: [41],
    incident: new Float64Array(41).fill(9658),
    monitor,
    points: { planned: 41, measured: 41 },
    metadata: { ...scan.metadata, startTime },
    channels: scan.channels.map(channel => ({
      ...channel,
      emission,
      counts,
      intensity: counts.map(n => n / 10),
      sigma: counts.map(n => Math.sqrt(n) / 10)
    }))
  };
}
