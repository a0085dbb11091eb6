import type { RXESMap } from '../science/map.js';
import { readCurves, type Curve, type TableContent } from './curves.js';
import { emptyMetadata, assignKinds } from './metadata.js';
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
  const { incident, incidentJitter, channel } = map ? pointsOfMap(map) : pointsOfCurve(curves[0]);
  const { kind, channels } = assignKinds(incident, [channel], incidentJitter);
  const n = channel.emission.length;
  const { repeated = 0, incomplete = 0 } = map ? {} : curves[0];
  const measured = n + repeated;
  return {
    format: 'csv',
    facility: 'unknown',
    kind,
    shape: [n],
    points: { planned: measured + incomplete, measured },
    incident,
    ...(incidentJitter ? { incidentJitter } : {}),
    monitor: null,
    time: null,
    channels,
    metadata: { ...emptyMetadata(), title: titleOf(content, comments) },
    links: { missing: [] },
    warnings
  };
}

/** What a table holds of the points. */
type TablePoints = Pick<Scan, 'incident' | 'incidentJitter'> & { channel: Channel };

function titleOf({ map }: TableContent, comments: readonly string[]): string {
  const titles = comments.map(comment => /^title: (.*)$/.exec(comment)?.[1]);
  return titles.find(title => title !== undefined) ?? (map ? 'Map' : 'Spectrum');
}

function pointsOfCurve({ axis, spectrum }: Curve): TablePoints {
  const { energy, intensity, sigma, unit, jitter } = spectrum;
  const isIncident = axis === 'incident';
  const emission = isIncident ? new Float64Array(energy.length).fill(NaN) : energy;
  const channel = {
    name: 'default' as const,
    emission,
    counts: null,
    intensity,
    sigma,
    ...(unit === undefined ? {} : { unit }),
    ...(axis === 'transfer' || axis === 'line' ? { axis } : {}),
    bragg: null
  };
  return isIncident
    ? { incident: energy, incidentJitter: jitter, channel }
    : { incident: null, channel };
}

/** The measured cells of a map as points. */
function pointsOfMap({ incident, emission, intensity, sigma }: RXESMap): TablePoints {
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
