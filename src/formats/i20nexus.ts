import { XESError } from '../base/errors.js';
import { perMonitor } from '../science/intensityunit.js';
import { kindOf } from '../science/kind.js';
import { arms, incidentJitter } from './i20arms.js';
import {
  channelFromCounts,
  emptyMetadata,
  monitorWarnings,
  reachedOf,
  reachWarnings,
  assignKinds,
  unwrittenWarnings
} from './metadata.js';
import { FittedArrays } from './fitted.js';
import { finished, type Reading } from './reading.js';
import type { Channel, Scan, ScanMetadata, ScanWarning } from './scan.js';
import type { Tree } from './tree.js';
import { energyUnit, unknownUnit, scaled } from './units.js';

/** Whether a tree has the layout GDA writes at beamline I20. */
export function isI20(tree: Tree): boolean {
  return tree.kind('/entry1/I1') === 'group';
}

/**
 * Read a scan of I20-Scanning (GDA NeXus): energies and monitor of `/entry1/I1`, counts of the two
 * medipix detectors. An arm may be absent; raw frames behind dangling links never matter.
 * @throws XESError `scan/no-energy`, `scan/no-intensity`, `scan/shape-mismatch`
 */
export function readI20(tree: Tree): Scan {
  return finished(i20Reading(tree));
}

/** The same, waiting for the arrays. */
export function* i20Reading(tree: Tree): Reading {
  tree.announce(arrays(tree));
  const metadata = readMetadata(tree);
  const dimensions = tree.numbers('/entry1/scan_dimensions');
  yield axes.map(pathOf);
  const energies = arms.map(arm => readEnergy(tree, `XESEnergy${arm.suffix}`));
  const emission = energies.find(energy => energy !== null);
  if (!emission) {
    throw new XESError(
      'scan/no-energy',
      'No emission energy (XESEnergyUpper, XESEnergyLower) is in this file: it is no XES scan of I20.' +
        missingSentence(tree)
    );
  }
  const fitted = new FittedArrays(emission.length, tree.shape(pathOf(energyName(energies))) ?? []);
  const of = (path: string, values: Float64Array | null) =>
    fitted.fit(path, values, tree.shape(path) ?? []);
  const numbers = (path: string) => of(path, tree.numbers(path));
  const incident = of(pathOf('bragg1WithOffset'), readEnergy(tree, 'bragg1WithOffset'));
  const whole = energies.filter(energy => energy?.length === emission.length);
  // while the counts are still on their way
  const kinds = new Map(
    whole.map(energy => [energy ?? emission, kindOf(incident, energy ?? emission, incidentJitter)])
  );
  yield;
  const monitor = numbers(pathOf('I1'));
  const time = numbers(pathOf('Time'));
  const warnings: ScanWarning[] = monitorWarnings(monitor);
  const found = arms
    .map((arm, i) => {
      const energy = of(pathOf(`XESEnergy${arm.suffix}`), energies[i]);
      return readArm(i, energy, numbers, monitor, warnings);
    })
    .filter(channel => channel !== null);
  if (found.length === 0) {
    throw new XESError(
      'scan/no-intensity',
      'Neither detector (medipix1, medipix2) has counts in this file: nothing to show.' +
        missingSentence(tree)
    );
  }
  warnings.push(...fitted.warnings, ...unwrittenWarnings(tree.unwritten()));
  const { kind, channels, richest } = assignKinds(incident, found, incidentJitter, kinds);
  const shape = planned(dimensions, richest);
  const total = shape.reduce((a, b) => a * b, 1);
  const reach = reachedOf(richest);
  warnings.push(...reachWarnings(reach, total));
  arms.forEach(arm => tree.kind(`/entry1/instrument/${arm.detector}/data`));
  return {
    format: 'nexus',
    facility: 'Diamond I20',
    kind,
    shape,
    points: { planned: total, measured: reach.reached },
    incident,
    incidentJitter,
    monitor,
    time,
    channels,
    metadata,
    links: { missing: [...new Set(tree.missingLinks())] },
    warnings
  };
}

function pathOf(name: string): string {
  return `/entry1/I1/${name}`;
}

/** The emission energy that says how many points there are. */
function energyName(energies: readonly (Float64Array | null)[]): string {
  return `XESEnergy${arms[energies.findIndex(energy => energy !== null)].suffix}`;
}

/** Names what an array that seems to be absent is a link to. */
function missingSentence(tree: Tree): string {
  const missing = [...new Set(tree.missingLinks())];
  return missing.length > 0
    ? ` It links to what is not there: ${missing.join(', ')}. Copy that beside it.`
    : '';
}

/** The energies of the points, in `/entry1/I1`. */
const axes = [...arms.map(({ suffix }) => `XESEnergy${suffix}`), 'bragg1WithOffset'];

/** Paths of all arrays that are read, the energies first. */
function arrays(tree: Tree): string[] {
  const others = ['I1', 'Time', ...arms.map(({ suffix }) => `XESBragg${suffix}`)];
  return [...[...axes, ...others].map(pathOf), ...arms.map((_, i) => intensityPath(tree, i))];
}

/** Where an arm's counts are, or without them its ratio to the monitor. */
function intensityPath(tree: Tree, index: number): string {
  const { detector } = arms[index];
  const group = `/entry1/instrument/${detector}`;
  const counts = `${group}/${detector}_roi_total`;
  return tree.kind(counts) === 'dataset' ? counts : `${group}/FFI1_${detector}`;
}

/** An energy, eV. Points of a map that the scan never reached hold HDF5's fill value 0: those become NaN. */
function readEnergy(tree: Tree, name: string): Float64Array | null {
  const unit = energyUnit(tree.attribute(pathOf(name), 'units'));
  if (unit.kind === 'other') {
    throw new XESError('scan/columns-unknown', `${unknownUnit(name, unit.name)}.`);
  }
  const factor = unit.kind === 'energy' ? unit.factor : 1;
  const values = tree.numbers(pathOf(name));
  const isAsStored = factor === 1 && values?.every(energy => energy > 0);
  return isAsStored
    ? values
    : values && scaled(values, factor).map(energy => (energy > 0 ? energy : NaN));
}

function readArm(
  index: number,
  emission: Float64Array | null,
  numbers: (path: string) => Float64Array | null,
  monitor: Float64Array | null,
  warnings: ScanWarning[]
): Channel | null {
  const { name, detector, suffix } = arms[index];
  const group = `/entry1/instrument/${detector}`;
  const counts = numbers(`${group}/${detector}_roi_total`);
  const ratio = counts ? null : numbers(`${group}/FFI1_${detector}`);
  const values = counts ?? ratio;
  if (!emission || !values) {
    return null;
  }
  const bragg = numbers(`/entry1/I1/XESBragg${suffix}`);
  if (counts) {
    return channelFromCounts(name, emission, counts, monitor, bragg);
  }
  warnings.push({
    code: 'scan/no-counts',
    message: `The ${name} arm has no counts, only its ratio to the monitor: no uncertainties.`
  });
  return { name, emission, counts: null, intensity: values, sigma: null, unit: perMonitor, bragg };
}

function planned(dimensions: Float64Array | null, channel: Channel): number[] {
  const shape = dimensions ? Array.from(dimensions) : [];
  const isSound = shape.length > 0 && shape.every(length => Number.isInteger(length) && length > 0);
  return isSound ? shape : [channel.emission.length];
}

function readMetadata(tree: Tree): ScanMetadata {
  const text = (name: string) => tree.text(`/entry1/${name}`) ?? '';
  // GDA cuts this XML at 1023 characters, so that no XML parser takes it
  const sample = tree.text('/entry1/before_scan/Sample_Parameters') ?? '';
  const command = text('scan_command');
  return {
    ...emptyMetadata(),
    title: text('title') || command,
    scanCommand: command || text('title'),
    startTime: text('start_time'),
    endTime: text('end_time'),
    experiment: text('experiment_identifier'),
    sample: /<name>([^<]*)<\/name>/.exec(sample)?.[1].trim() ?? ''
  };
}
