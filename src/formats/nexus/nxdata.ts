import { XESError } from '../../base/errors.js';
import { kindOf, type ArmKind } from '../../science/kind.js';
import { levels } from '../../science/levels.js';
import { constantAxis, pointValues, type PointAxis } from '../../science/pointaxis.js';
import { knownSigma } from '../knownsigma.js';
import { droppedWarnings, assignKinds, unwrittenWarnings } from '../metadata.js';
import { isEnergy } from '../roles.js';
import { finished, type Reading } from '../reading.js';
import type { Channel, ChannelName, Scan, ScanWarning } from '../scan.js';
import { attributeWarnings } from '../sigmamark.js';
import type { Tree } from '../tree.js';
import { declaredAxes } from './axes.js';
import { alongOwnAxis, ownAxis } from './ownaxis.js';
import { countsOf } from './counts.js';
import {
  axisOfPoints,
  readEnergies,
  roleOfArray,
  Unusable,
  type Energies,
  type EnergyArray
} from './energies.js';
import { entryMetadata } from './entrymetadata.js';
import { findData } from './find.js';
import { columnsUnknown } from './listing.js';
import { resolveEnergies } from './resolve.js';
import { requireUnscaled } from './scaled.js';
import { isAlike, sigmaName, sigmaOf } from './sigma.js';
import { signalOf } from './signal.js';

/** Whether a tree holds an NXdata with a signal, where `default` leads or in an entry. */
export function isNXdata(tree: Tree): boolean {
  return findData(tree) !== null;
}

/**
 * Read the NXdata that a file is to be looked at by as its attributes declare it: a spectrum over one energy, or
 * a map over two, whatever the arrays are called and in whichever order they stand. Counts and monitor are
 * taken along where they are what the intensity is made of.
 * @throws XESError `scan/no-intensity`, and `scan/columns-unknown` where it is not said which array is what
 */
export function readNXdata(tree: Tree): Scan {
  return finished(nxdataReading(tree));
}

/** The same, waiting for the arrays of a value a point. */
export function* nxdataReading(tree: Tree): Reading {
  const found = findData(tree);
  if (!found) {
    throw new XESError('scan/unknown-format', 'This file has no NXdata with a signal.');
  }
  const group: DataGroup = { ...found, tree, signal: signalOf(tree, found.data) ?? '' };
  const shape = tree.shape(`${group.data}/${group.signal}`);
  if (!shape) {
    const why = `its signal "${group.signal}" is not there`;
    throw columnsUnknown(tree, group.data, why);
  }
  const signals = channelSignals(group);
  tree.announce(signals.flatMap(signal => arraysOf(group, signal)));
  yield; // the axes mostly come with them
  const own = ownAxis(tree, group.data);
  const energies = own ? alongOwnAxis(tree, group.data, shape) : energiesOf(group, shape);
  const incident = energies.incident && axisOfPoints(energies.incident, shape);
  const emission = emissionOf(energies, incident, shape);
  const monitor = tree.numbers(`${group.data}/monitor`);
  const channels = signals.map(signal => ({
    ...channelOf(group, signal, emission, monitor),
    ...(own ? { axis: own } : {})
  }));
  const incidentOrDerived = incident ?? incidentOf(energies, emission, shape);
  return {
    ...scanOf(group, shape, energies, incidentOrDerived, channels),
    monitor: channels[0].counts ? monitor : null
  };
}

/** The NXdata that is read. */
interface DataGroup {
  tree: Tree;
  data: string;
  entry: string;
  signal: string;
  warnings: ScanWarning[];
}

function energiesOf(group: DataGroup, shape: readonly number[]): Energies {
  const { tree, data } = group;
  const declared = declaredAxes(tree, data, group.signal, shape);
  const absent = declared.find(({ name }) => tree.kind(`${data}/${name}`) !== 'dataset');
  if (absent) {
    throw columnsUnknown(tree, data, `"${absent.name}" is named as an axis, and is not there`);
  }
  const along = declared.length > 0 ? declared : conventional(group, shape);
  const wanted = [
    ...along.map(({ name, dims }) => ({ path: `${data}/${name}`, dims })),
    ...companions(group, declared, shape)
  ];
  const arrays: EnergyArray[] = [];
  for (const { path, dims } of wanted) {
    const role = roleIn(group, path);
    if (isEnergy(role)) {
      requireUnscaled(tree, data, path);
      const read = readEnergies(tree, path, role, shape, dims);
      if (read instanceof Unusable) {
        throw columnsUnknown(tree, data, read.why);
      }
      arrays.push(read);
    }
  }
  const resolved = resolveEnergies(arrays, shape);
  if ('why' in resolved) {
    throw columnsUnknown(tree, data, resolved.why);
  }
  const assumed = arrays.filter(({ isUnitAssumed }) => isUnitAssumed).map(({ name }) => name);
  return { ...resolved, warnings: [...resolved.warnings, ...unitWarnings(assumed)] };
}

/**
 * Where no axes are declared: along each the first array of its length, or of its edges, that is called an energy.
 * @throws XESError `scan/columns-unknown` where one fits along both axes.
 */
function conventional({ tree, data }: DataGroup, shape: readonly number[]) {
  const long = shape.flatMap((length, dim) => (length > 1 ? [dim] : []));
  const placed = tree.names(data).flatMap(name => {
    const own = tree.shape(`${data}/${name}`);
    if (own?.length !== 1 || !isEnergy(roleOfArray(tree, `${data}/${name}`))) {
      return [];
    }
    const centres = long.filter(dim => own[0] === shape[dim]);
    const dims = centres.length > 0 ? centres : long.filter(dim => own[0] === shape[dim] + 1);
    if (dims.length > 1) {
      throw columnsUnknown(tree, data, `along which axis of the signal "${name}" runs is not said`);
    }
    return dims.length > 0 ? [{ name, dims }] : [];
  });
  return long.flatMap(dim => placed.filter(one => one.dims[0] === dim).slice(0, 1));
}

/** Energies that are called incident, emission or transfer and hold one value, or one for each point. */
function companions(
  { tree, data, entry, signal }: DataGroup,
  declared: readonly { name: string }[],
  shape: readonly number[]
) {
  const total = shape.reduce((a, b) => a * b, 1);
  const inData = tree
    .names(data)
    .filter(name => name !== signal && !declared.some(one => one.name === name))
    .map(name => `${data}/${name}`);
  return [...inData, `${entry}/emission_energy`, `${entry}/incident_energy`]
    .filter(path => {
      const own = tree.shape(path);
      const count = own?.reduce((a, b) => a * b, 1);
      const isTurned = own !== null && own.length > 1 && !isAlike(own, shape);
      const fits = count === 1 || (count === total && !isTurned);
      const role = fits ? roleOfArray(tree, path) : 'unknown';
      return isEnergy(role) && role !== 'energy' && !/_(errors?|uncertainties)$/.test(path);
    })
    .map(path => ({ path, dims: [] as number[] }));
}

/** What an array is: our own files and the definitions of absorption spectra say it outside of the array. */
function roleIn({ tree, data, entry }: DataGroup, path: string): EnergyArray['role'] {
  const role = roleOfArray(tree, path);
  const stated = tree.attribute(data, 'energy_axis');
  if (path === `${data}/energy` && (stated === 'incident' || stated === 'emission')) {
    return stated;
  }
  const isAbsorption = /^NXxas/.test(tree.text(`${entry}/definition`) ?? '');
  return role === 'energy' && isAbsorption ? 'incident' : role;
}

function unitWarnings(names: readonly string[]): ScanWarning[] {
  const list = names.map(name => `"${name}"`).join(' and ');
  const message = `${list} has no unit: its numbers are taken as eV.`;
  return names.length > 0 ? [{ code: 'scan/unit-assumed', message }] : [];
}

/** The emission energy at each point: as stored, from the energy transfer, or NaN where it is not known. */
function emissionOf(
  { emission, transfer }: Energies,
  incident: PointAxis | null,
  shape: readonly number[]
): PointAxis {
  if (emission) {
    return axisOfPoints(emission, shape);
  }
  const total = shape.reduce((a, b) => a * b, 1);
  const other = transfer && pointValues(axisOfPoints(transfer, shape));
  return incident && other
    ? pointValues(incident).map((energy, i) => round(energy - other[i]))
    : constantAxis(NaN, total);
}

function incidentOf(
  { transfer }: Energies,
  emission: PointAxis,
  shape: readonly number[]
): PointAxis | null {
  const other = transfer && pointValues(axisOfPoints(transfer, shape));
  return other && pointValues(emission).map((energy, i) => round(energy + other[i]));
}

/** To a nano-electronvolt: sums and differences of energies have no more digits. */
function round(energy: number): number {
  return Math.round(energy * 1e9) / 1e9;
}

/** A signal that becomes a channel. */
interface ChannelSignal {
  name: ChannelName;
  label: string;
  path: string;
}

/** Paths of the arrays of a value a point that a signal may have with it. */
function arraysOf(group: DataGroup, { label, path }: ChannelSignal): string[] {
  const names = [sigmaName(group, label), ...(label === group.signal ? ['counts', 'monitor'] : [])];
  return [path, ...names.filter(name => name !== undefined).map(name => `${group.data}/${name}`)];
}

/** The signal, and with it the other arm where the two are called as arms are. */
function channelSignals({ tree, data, signal, warnings }: DataGroup): ChannelSignal[] {
  const others = tree.attributes(data, 'auxiliary_signals').filter(name => name !== signal);
  const make = (name: ChannelName, label: string) => ({ name, label, path: `${data}/${label}` });
  const labels = [signal, ...others];
  const isArm = (label: string): label is 'upper' | 'lower' =>
    label === 'upper' || label === 'lower';
  if (labels.every(isArm)) {
    return labels.map(label => make(label, label));
  }
  const isOurs = tree.attribute(data, 'energy_axis') !== null;
  if (others.length > 0 && !isOurs) {
    const list = others.join(', ');
    const message = `Beside "${signal}" the file names further signals, which are not shown: ${list}.`;
    warnings.push({ code: 'nexus/several-signals', message });
  }
  return [make('default', signal)];
}

function channelOf(
  group: DataGroup,
  { name, label, path }: ChannelSignal,
  emission: PointAxis,
  monitor: Float64Array | null
): Channel {
  const { tree, data } = group;
  requireUnscaled(tree, data, path, label === group.signal);
  const intensity = tree.numbers(path);
  if (!intensity) {
    throw new XESError(
      'scan/no-intensity',
      `The signal "${label}" of ${data} holds no numbers: nothing to show.`
    );
  }
  if (intensity.length !== emission.length) {
    throw new XESError(
      'scan/shape-mismatch',
      `"${label}" has ${intensity.length} values where the signal has ${emission.length}: they belong to no common points.`
    );
  }
  const stored = sigmaOf(group, label, intensity.length);
  const { sigma, warnings } = stored
    ? knownSigma(stored, intensity)
    : { sigma: null, warnings: [] };
  const stated = label === group.signal ? tree.numbers(`${data}/counts`) : null;
  const counted = countsOf({ intensity, sigma }, stated, monitor);
  if (!counted.counts) {
    group.warnings.push(...warnings);
  }
  return {
    name,
    emission,
    ...counted,
    intensity,
    sigma,
    ...unitOf(tree, path),
    bragg: null
  };
}

/** The unit of the intensity, where its long name has it. */
function unitOf(tree: Tree, signal: string): Pick<Channel, 'unit'> {
  const unit = /^Intensity \((.+)\)$/.exec(tree.attribute(signal, 'long_name') ?? '')?.[1];
  return unit === undefined ? {} : { unit };
}

function scanOf(
  group: DataGroup,
  shape: readonly number[],
  energies: Energies,
  incident: PointAxis | null,
  channels: readonly Channel[]
): Scan {
  const { tree } = group;
  const jitter = jitterOf(tree, group.data);
  const noise = jitter.incidentJitter ?? 0;
  const kind = gridKind(energies, noise) ?? assignKinds(incident, channels, noise).kind;
  const axis = kind === 'HERFD-XANES' ? incident : channels[0].emission;
  const dropped = droppedWarnings(axis ?? channels[0].emission, channels);
  if (dropped.measured === 0) {
    throw new XESError(
      'scan/no-intensity',
      `None of the ${channels[0].intensity.length} points of ${group.data} has both an energy and an intensity that are numbers: nothing to show.`
    );
  }
  const long = shape.filter(length => length > 1);
  const planned = channels[0].emission.length;
  return {
    format: 'nexus',
    facility: 'unknown',
    kind,
    shape: long.length > 0 ? long : [planned],
    points: { planned, measured: dropped.measured },
    incident,
    ...jitter,
    monitor: null,
    time: null,
    channels: channels.map(channel => ({ ...channel, kind })),
    metadata: entryMetadata(tree, group.entry),
    links: { missing: [...new Set(tree.missingLinks())] },
    warnings: [
      ...group.warnings,
      ...energies.warnings,
      ...attributeWarnings(tree.attribute(group.data, 'sigma_approximate')),
      ...unwrittenWarnings(tree.unwritten()),
      ...dropped.warnings
    ]
  };
}

/** What a grid of two axes is, from the axes alone: they are much shorter than the points. */
function gridKind({ incident, emission }: Energies, jitter: number): ArmKind | null {
  if (!incident || !emission || incident.dim === null || emission.dim === null) {
    return null;
  }
  const isGrid = incident.dim !== emission.dim;
  const isMoved = ({ values }: EnergyArray, noise = 0) => levels(values, noise).values.length > 1;
  if (isGrid && isMoved(incident, jitter) && isMoved(emission)) {
    return 'RXES';
  }
  const [first] = emission.values;
  return isGrid && !isMoved(emission)
    ? kindOf(incident.values, new Float64Array(incident.values.length).fill(first), jitter)
    : null;
}

/** What our own results record of an incident energy that was made of readings. */
function jitterOf(tree: Tree, data: string): Pick<Scan, 'incidentJitter'> {
  const jitters = ['incident', 'energy'].map(name => {
    const path = `${data}/${name}`;
    return tree.kind(path) === 'dataset' ? Number(tree.attribute(path, 'jitter') ?? 0) : 0;
  });
  const incidentJitter = jitters.find(jitter => jitter > 0);
  return incidentJitter === undefined ? {} : { incidentJitter };
}
