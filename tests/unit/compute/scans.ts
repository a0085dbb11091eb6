import { emptyMetadata } from '../../../src/formats/metadata';
import type { Preview } from '../../../src/formats/preview';
import type { Channel, Scan } from '../../../src/formats/scan';

const metadata = emptyMetadata();

function scan(
  kind: Scan['kind'],
  incident: Float64Array | null,
  channels: Channel[],
  shape: number[]
): Scan {
  const measured = channels[0].intensity.length;
  return {
    format: 'nexus',
    facility: 'test',
    kind,
    shape,
    points: { planned: measured, measured },
    incident,
    monitor: Float64Array.from({ length: measured }, () => 2),
    time: null,
    channels,
    metadata,
    links: { missing: [] },
    warnings: []
  };
}

function arm(name: Channel['name'], emission: number[], counts: number[]): Channel {
  return {
    name,
    emission: Float64Array.from(emission),
    counts: Float64Array.from(counts),
    intensity: Float64Array.from(counts, value => value / 2),
    sigma: Float64Array.from(counts, value => Math.sqrt(Math.max(value, 1)) / 2),
    bragg: null
  };
}

/** An emission spectrum of three points, counted `scale`, 2 `scale` and 3 `scale` times over a monitor of 2. */
export function emissionScan(scale: number): Scan {
  return scan('XES', null, [arm('upper', [100, 101, 102], [scale, 2 * scale, 3 * scale])], [3]);
}

/** A map of Ω = 1, 2, 3 and ω = 10, 11, of two arms; cell (i, j) of `upper` counted 10 i + j + 1 times. */
export function mapScan(): Scan {
  const points = [10, 11].flatMap((emission, i) =>
    [1, 2, 3].map((incident, j) => ({ emission, incident, counts: 10 * i + j + 1 }))
  );
  const incident = Float64Array.from(points, point => point.incident);
  const emission = points.map(point => point.emission);
  const upper = arm(
    'upper',
    emission,
    points.map(({ counts }) => counts)
  );
  const lower = arm(
    'lower',
    emission.map(energy => energy + 5),
    points.map(() => 4)
  );
  return scan('RXES', incident, [upper, lower], [2, 3]);
}

/** The preview of `mapScan`; its emission energy is the outer one. */
export function mapPreview(shift = 0): Preview {
  const counts = [1, 2, 3, 11, 12, 13];
  return {
    channel: 'upper',
    incident: { values: Float64Array.of(1 + shift, 2 + shift, 3 + shift), run: 1, length: 6 },
    emission: { values: Float64Array.of(10, 11), run: 3, length: 6 },
    intensity: Float64Array.from(counts, value => value / 2),
    unit: 'counts / monitor',
    incidentJitter: 0.015
  };
}
