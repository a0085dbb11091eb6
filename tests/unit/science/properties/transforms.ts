import type { StepEntry } from '../../../../src/analysis/document/types';
import type { JSONValue } from '../../../../src/analysis/steps/json';
import type { Scan } from '../../../../src/formats';
import { pointValues } from '../../../../src/science/pointaxis';

/** A scan with other values at its points. */
function withPoints(
  scan: Scan,
  change: (values: Float64Array, what: 'energy' | 'other') => Float64Array
): Scan {
  const other = (values: Float64Array | null) => values && change(values, 'other');
  return {
    ...scan,
    incident: scan.incident && change(pointValues(scan.incident), 'energy'),
    monitor: other(scan.monitor),
    time: other(scan.time),
    channels: scan.channels.map(channel => ({
      ...channel,
      emission: change(pointValues(channel.emission), 'energy'),
      counts: other(channel.counts),
      intensity: change(channel.intensity, 'other'),
      sigma: other(channel.sigma),
      bragg: other(channel.bragg)
    }))
  };
}

/** The same scan, measured from its end. */
export function reversed(scan: Scan): Scan {
  return withPoints(scan, values => values.slice().reverse());
}

/** The same scan with both energies shifted up. */
export function translated(scan: Scan, by: number): Scan {
  return withPoints(scan, (values, what) =>
    what === 'energy' ? values.map(value => value + by) : values
  );
}

/** The same scan with rounding errors in its energies, up to 1e-12 eV. */
export function jittered(scan: Scan, random: () => number): Scan {
  return withPoints(scan, (values, what) =>
    what === 'energy' ? values.map(value => value + 2e-12 * (random() - 0.5)) : values
  );
}

/** The same counts, with a monitor in other units. */
export function rescaled(scan: Scan, by: number): Scan {
  return {
    ...scan,
    monitor: scan.monitor && scan.monitor.map(value => value * by),
    channels: scan.channels.map(channel => ({
      ...channel,
      intensity: channel.intensity.map(value => value / by),
      sigma: channel.sigma && channel.sigma.map(value => value / by)
    }))
  };
}

/** Parameters that are energies, or lists, ranges or assignments of some. */
const energies = new Set([
  'range',
  'exclude',
  'include',
  'found',
  'energies',
  'e0',
  'incident',
  'emission',
  'fromIncident',
  'toIncident',
  'fromEmission',
  'toEmission'
]);

/** Steps whose parameters shift with the energies. */
export function translatedStep(entry: StepEntry, by: number): StepEntry {
  const { parameters } = entry;
  const moved = Object.entries(parameters).map(([key, value]): [string, JSONValue] => {
    const isPlace = key === 'at' && parameters.type !== 'CET';
    return [
      key,
      energies.has(key) || isPlace ? plus(value, by) : key === 'set' ? centres(value, by) : value
    ];
  });
  return { ...entry, parameters: Object.fromEntries(moved) };
}

function plus(value: JSONValue, by: number): JSONValue {
  if (typeof value === 'number') {
    return value + by;
  }
  return Array.isArray(value) ? (value as JSONValue[]).map(entry => plus(entry, by)) : value;
}

function centres(value: JSONValue, by: number): JSONValue {
  const start = value as Record<string, number>;
  return Object.fromEntries(
    Object.entries(start).map(([name, one]) => [name, name.endsWith('center') ? one + by : one])
  );
}
