import type { RXESMap } from '../science/map.js';
import { readCurves, type Curve, type TableContent } from './curves.js';
import { emptyMetadata, tellKinds } from './metadata.js';
import type { Channel, Scan } from './scan.js';

/**
 * A table of a spectrum or a map as a scan, so that it is looked at as any other. Of several curves the
 * first is taken, which a warning says.
 * @throws XESError those of `readCurves`.
 */
export function readTableScan(text: string): Scan {
  const content = readCurves(text);
  const { curves, map, comments, warnings } = content;
  if (curves.length > 1) {
    warnings.push({
      code: 'table/several-curves',
      message: `This table has ${curves.length} curves; the first is shown (${curves[0].name}).`
    });
  }
  const told = map ? pointsOfMap(map) : pointsOfCurve(curves[0]);
  const scan = scanOfResult(told.incident, told.channel, null);
  const { repeated = 0, incomplete = 0 } = map ? {} : curves[0];
  const measured = scan.points.measured + repeated;
  return {
    ...scan,
    points: { planned: measured + incomplete, measured },
    format: 'csv',
    warnings,
    metadata: { ...emptyMetadata(), title: titleOf(content, comments) }
  };
}

/** A result as a scan: what was measured is not known any more, so nothing can be missing. */
export function scanOfResult(
  incident: Float64Array | null,
  channel: Channel,
  monitor: Float64Array | null
): Scan {
  const { kind, channels } = tellKinds(incident, [channel]);
  const n = channel.emission.length;
  return {
    format: 'nexus',
    facility: 'unknown',
    kind,
    shape: [n],
    points: { planned: n, measured: n },
    incident,
    monitor,
    time: null,
    channels,
    metadata: emptyMetadata(),
    links: { missing: [] },
    warnings: []
  };
}

function titleOf({ map }: TableContent, comments: readonly string[]): string {
  const told = comments.map(comment => /^title: (.*)$/.exec(comment)?.[1]);
  return told.find(title => title !== undefined) ?? (map ? 'Map' : 'Spectrum');
}

function pointsOfCurve({ axis, spectrum }: Curve): {
  incident: Float64Array | null;
  channel: Channel;
} {
  const { energy, intensity, sigma } = spectrum;
  const isIncident = axis === 'incident';
  const emission = isIncident ? new Float64Array(energy.length).fill(NaN) : energy;
  const channel = {
    name: 'default' as const,
    emission,
    counts: null,
    intensity,
    sigma,
    bragg: null
  };
  return { incident: isIncident ? energy : null, channel };
}

/** The measured cells of a map as points. */
export function pointsOfMap({ incident, emission, intensity, sigma }: RXESMap): {
  incident: Float64Array;
  channel: Channel;
} {
  const cells = [...intensity.keys()].filter(cell => Number.isFinite(intensity[cell]));
  const pick = (value: (cell: number) => number) => Float64Array.from(cells, value);
  return {
    incident: pick(cell => incident[cell % incident.length]),
    channel: {
      name: 'default',
      emission: pick(cell => emission[Math.floor(cell / incident.length)]),
      counts: null,
      intensity: pick(cell => intensity[cell]),
      sigma: pick(cell => sigma[cell]),
      bragg: null
    }
  };
}
