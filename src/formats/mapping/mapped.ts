import { XESError } from '../../base/errors.js';
import { perMonitor } from '../../science/intensityunit.js';
import { mapAxis, pointValues, type PointAxis } from '../../science/pointaxis.js';
import { knownSigma } from '../knownsigma.js';
import { assignKinds, channelFromCounts, droppedWarnings } from '../metadata.js';
import { withoutPending } from '../pending.js';
import type { Reading } from '../reading.js';
import type { Channel, Scan, ScanWarning } from '../scan.js';
import { sizeOf } from '../shapes.js';
import type { Declaration } from './declaration.js';
import {
  isWhole,
  placeEnergies,
  readEnergies,
  type EnergyQuestion,
  type PointEnergies
} from './energies.js';
import { mappedArrays } from './mappedarrays.js';
import { signalsOf, type Signals } from './meaning.js';
import { Ambiguous, placeOf, pointsAt, requireSameShape } from './place.js';
import type { ArrayListing, ArraySource, ScanMapping } from './types.js';
import { unknownColumns } from './unknown.js';

/** Most points of a scan: more would fill the memory. */
const mostPoints = 64e6;

/**
 * Read a scan from arrays according to a mapping, completed by the file's own declaration.
 * @throws XESError `scan/columns-unknown`, `scan/shape-mismatch`, `scan/no-intensity`, and those of
 * the file
 */
export function* mappedReading(
  source: ArraySource,
  mapping: ScanMapping,
  declaration: Declaration
): Reading {
  const signals = signalsOf(source, mapping, declaration);
  const [signal] = signals.arrays;
  requireSameShape(signals.arrays);
  requireMeasure(signal);
  const warnings: ScanWarning[] = [...signals.warnings];
  const question = { source, mapping, declaration, signal, warnings };
  const places = placeEnergies(question);
  const energies = Object.values(places).map(({ array }) => array);
  const others = [...signals.sigmas, signals.monitor, signals.time].filter(one => one !== null);
  const all = [...energies, ...signals.arrays, ...others];
  all.forEach(array => declaration.check(array));
  source.announce(all.map(({ path, name }) => path ?? name));
  yield;
  const scan = scanOf(question, signals, readEnergies(question, places));
  const arrays = mappedArrays(question, signals, places);
  return arrays ? { ...scan, arrays } : scan;
}

function requireMeasure(signal: ArrayListing): void {
  const count = sizeOf(signal.shape);
  if (count === 0 || count > mostPoints) {
    throw new XESError(
      'scan/no-intensity',
      count === 0
        ? `"${signal.name}" holds no values. Name another array as the intensity.`
        : `"${signal.name}" has ${signal.shape.join(' × ')} values, more than a scan of points: these are raw frames, perhaps. Name the array with one value a point.`
    );
  }
}

function scanOf(question: EnergyQuestion, signals: Signals, energies: PointEnergies): Scan {
  const { source, signal, warnings } = question;
  const { incident, emission } = energies;
  const monitor = perPoint(question, signals.monitor);
  const measuredChannels = signals.arrays.map((array, i) =>
    channelOf(question, {
      name: signals.names[i],
      emission,
      values: withoutPending(valuesOf(source, array), source.isGrowing ?? false),
      sigma: perPoint(question, signals.sigmas[i]),
      monitor,
      areCounts: signals.areCounts
    })
  );
  const { kind, channels } = assignKinds(incident, measuredChannels);
  const drawnOver = kind === 'HERFD-XANES' && incident ? incident : emission;
  const axis = kind === 'RXES' && incident ? bothKnown(incident, emission) : drawnOver;
  const dropped = droppedWarnings(axis, channels);
  const planned = sizeOf(signal.shape);
  if (dropped.measured === 0) {
    throw new XESError(
      'scan/no-intensity',
      `None of the ${planned} points of "${signal.name}" has both an energy and an intensity that are numbers. Check which arrays are named as energies and as the intensity.`
    );
  }
  const long = signal.shape.filter(length => length > 1);
  return {
    format: signal.path === null ? 'csv' : 'nexus',
    facility: 'unknown',
    kind,
    shape: long.length > 0 ? long : [planned],
    points: { planned, measured: dropped.measured },
    incident,
    monitor: signals.areCounts ? monitor : null,
    time: perPoint(question, signals.time),
    channels,
    metadata: source.metadata(),
    links: { missing: [] },
    warnings: [...warnings, ...dropped.warnings]
  };
}

interface ChannelParts {
  name: string;
  emission: PointAxis;
  values: Float64Array;
  sigma: Float64Array | null;
  monitor: Float64Array | null;
  areCounts: boolean;
}

function channelOf({ warnings }: EnergyQuestion, parts: ChannelParts): Channel {
  const { name, emission, values, monitor } = parts;
  if (parts.areCounts) {
    return channelFromCounts(name, emission, values, monitor, null);
  }
  const perMonitorOf = (numerators: Float64Array) =>
    monitor
      ? numerators.map((value, i) => value / (monitor[i] > 0 ? monitor[i] : NaN))
      : numerators;
  const intensity = perMonitorOf(values);
  const known = parts.sigma && knownSigma(perMonitorOf(parts.sigma), intensity);
  warnings.push(...(known?.warnings ?? []));
  return {
    name,
    emission,
    counts: null,
    intensity,
    sigma: known && known.sigma,
    ...(monitor ? { unit: perMonitor } : {}),
    bragg: null
  };
}

/**
 * Values per point (n) of an array with one value per point, one for all, or one per row or column;
 * null without an array.
 */
function perPoint(question: EnergyQuestion, array: ArrayListing | null): Float64Array | null {
  const { source, signal, declaration } = question;
  if (!array) {
    return null;
  }
  const place = placeOf(array, signal, [], false);
  if (place instanceof Ambiguous) {
    throw unknownColumns(source.listing(), declaration.what, place.why);
  }
  return pointValues(pointsAt(valuesOf(source, array), place, signal.shape));
}

function valuesOf(source: ArraySource, { path, name }: ArrayListing): Float64Array {
  return source.values(path ?? name);
}

/** An axis that is NaN where either energy is. */
function bothKnown(incident: PointAxis, emission: PointAxis): PointAxis {
  if (isWhole(incident)) {
    return emission;
  }
  const others = pointValues(incident);
  const all = isWhole(emission) ? others : pointValues(emission).map((e, i) => e + others[i]);
  return mapAxis(all, energy => energy);
}
