import { kindOf } from '../../science/kind.js';
import { constantAxis, type PointAxis } from '../../science/pointaxis.js';
import { FittedArrays } from '../fitted.js';
import {
  assignKinds,
  emptyMetadata,
  monitorWarnings,
  reachWarnings,
  unwrittenWarnings
} from '../metadata.js';
import type { Scan, ScanMetadata, ScanWarning } from '../scan.js';
import { sizeOf } from '../shapes.js';
import { readChannel } from './channel.js';
import { plannedShape } from './commands.js';
import { readEnergies, readScaled } from './energies.js';
import { noEmission, noEnergy, noIntensity } from './missing.js';
import { longestValue, partsOf, type Placed, type ScanParts } from './parts.js';
import { reachOf } from './reach.js';
import type { SchemaSource } from './source.js';
import type { MetadataKey, ScanRules } from './types.js';

/** A scan read with a facility schema; the file format adds the rest. */
export type SchemaScan = Omit<Scan, 'format' | 'links'>;

/**
 * Read a scan by the rules of a facility schema: energies and monitor, and for each channel its
 * counts or their substitute. It yields when it needs announced arrays, like a `Reading`.
 * @throws XESError `scan/no-energy`, `scan/no-intensity`, which name the lines of the schema;
 * `scan/shape-mismatch`, `scan/columns-unknown`
 */
export function* scanReading(
  source: SchemaSource,
  facility: string,
  rules: ScanRules,
  parts: ScanParts = partsOf(source, rules)
): Generator<readonly string[] | void, SchemaScan, void> {
  const energyPaths = pathsOf([...parts.channels.map(({ emission }) => emission), parts.incident]);
  source.announce(announced(parts, energyPaths));
  const metadata = metadataOf(source, rules);
  const dimensions = rules.shape && source.numbers(source.candidates(rules.shape)[0]);
  yield energyPaths;
  const read = new Map<string, Float64Array | null>();
  const energies = (placed: Placed | null) => {
    if (placed && !read.has(placed.path)) {
      read.set(placed.path, readEnergies(source, placed));
    }
    return placed && { path: placed.path, values: read.get(placed.path) ?? null };
  };
  const emissions = parts.channels.map(({ emission }) => energies(emission));
  const isNeeded = rules.channels.length > 0 && rules.channels.every(({ emission }) => emission);
  if (isNeeded && emissions.every(one => !one?.values)) {
    throw noEmission(source, facility, rules);
  }
  const incidentAt = energies(parts.incident);
  const known = [...emissions, incidentAt].flatMap(one =>
    one?.values ? [{ path: one.path, values: one.values }] : []
  );
  const base = longest(known);
  const isEmpty = source.isWritten && !known.some(({ values }) => values.some(Number.isFinite));
  if (!base || isEmpty) {
    throw noEnergy(source, facility, rules);
  }
  const constantValue = base.values.length === 1 ? longestValue(source, parts) : null;
  const { path } = constantValue ?? base;
  const shapeOfPoints = source.shape(path);
  const n = constantValue ? sizeOf(shapeOfPoints) : base.values.length;
  const fitted = new FittedArrays({ path, shape: shapeOfPoints }, n);
  const fit = (path: string, values: Float64Array | null) =>
    fitted.fit(path, values, source.shape(path), true);
  const numbers = (placed: Placed | null) =>
    placed && fitted.fit(placed.path, source.numbers(placed.path), source.shape(placed.path));
  const incident = incidentAt && fit(incidentAt.path, incidentAt.values);
  const jitter = rules.incident?.jitter ?? 0;
  const whole = emissions.flatMap(one => (one?.values?.length === n ? [one.values] : []));
  // computed while the counts are being fetched
  const kinds = new Map(
    whole.map(energy => [energy as PointAxis, kindOf(incident, energy, jitter)])
  );
  yield;
  const monitor = readScaled(numbers(parts.monitor), parts.monitor);
  const time = readScaled(numbers(parts.time), parts.time);
  const warnings: ScanWarning[] = rules.monitor ? monitorWarnings(monitor) : [];
  const context = { numbers, isGrowing: source.isGrowing ?? false, warnings };
  const found = parts.channels.flatMap((channel, i) => {
    const at = emissions[i];
    const channelEnergies = at && fit(at.path, at.values);
    const isUnknown = !channelEnergies && channel.rule.emission === null && incident !== null;
    const emission = channelEnergies ?? (isUnknown ? constantAxis(NaN, n) : null);
    const channelRead = emission && readChannel(channel, emission, { ...context, monitor });
    return channelRead ? [channelRead] : [];
  });
  if (found.length === 0) {
    throw noIntensity(source, facility, rules);
  }
  warnings.push(...fitted.warnings, ...unwrittenWarnings(source.unwritten()));
  const { kind, channels } = assignKinds(incident, found, jitter, kinds);
  const shape = shapeOf(dimensions, metadata, rules, n);
  const total = shape.reduce((a, b) => a * b, 1);
  const planned = dimensions === null ? Math.max(total, n) : total;
  const reach = channels
    .filter(channel => channel.kind === kind)
    .map(channel => reachOf(channel, incident, source.isWritten))
    .reduce((most, one) => (one.reached > most.reached ? one : most));
  warnings.push(...reachWarnings(reach, planned));
  parts.channels.forEach(({ frames }) => frames && source.mention(frames.path));
  return {
    facility,
    kind,
    shape,
    points: { planned, measured: reach.reached },
    incident,
    ...(jitter > 0 ? { incidentJitter: jitter } : {}),
    monitor,
    time,
    channels,
    metadata,
    warnings
  };
}

interface ReadAt {
  path: string;
  values: Float64Array;
}

/**
 * The first of those with the most values: an array that stopped before the others must not
 * truncate them.
 */
function longest(known: readonly ReadAt[]): ReadAt | undefined {
  return known.reduce<ReadAt | undefined>(
    (most, one) => (most && most.values.length >= one.values.length ? most : one),
    undefined
  );
}

/** Paths of all arrays to read, the energies first. */
function announced({ channels, monitor, time }: ScanParts, energyPaths: readonly string[]) {
  const others = [monitor, time, ...channels.map(({ bragg }) => bragg)];
  return [...energyPaths, ...pathsOf([...others, ...channels.map(({ value }) => value)])];
}

function pathsOf(placed: readonly (Placed | null)[]): string[] {
  return [...new Set(placed.flatMap(one => (one ? [one.path] : [])))];
}

function metadataOf(source: SchemaSource, { metadata, crystals }: ScanRules): ScanMetadata {
  const texts = Object.keys(metadata).map((key): [string, string] => [
    key,
    source.text(metadata[key as MetadataKey] ?? [])
  ]);
  const cut = Object.keys(crystals).map((name): [string, string] => [
    name,
    source.text(crystals[name])
  ]);
  return {
    ...emptyMetadata(),
    ...Object.fromEntries(texts.filter(([, text]) => text !== '')),
    crystals: Object.fromEntries(cut.filter(([, text]) => text !== ''))
  };
}

/** The planned shape: from the file, from its scan command, else from the number of points. */
function shapeOf(
  dimensions: Float64Array | null,
  { scanCommand }: ScanMetadata,
  { planned }: ScanRules,
  n: number
): number[] {
  const stored = dimensions ? Array.from(dimensions) : [];
  const isSound =
    stored.length > 0 && stored.every(length => Number.isInteger(length) && length > 0);
  return isSound ? stored : ((planned && plannedShape(scanCommand, planned)) ?? [n]);
}
