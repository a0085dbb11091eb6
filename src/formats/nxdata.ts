import { XESError } from '../science/errors.js';
import { emptyMetadata } from './metadata.js';
import { attributeWarnings } from './sigmamark.js';
import { scanOfResult } from './tablescan.js';
import type { Scan, ScanMetadata } from './scan.js';
import type { Tree } from './tree.js';

/**
 * Whether a tree leads by its chain of `default` attributes to NXdata of a spectrum or a map in energy,
 * as our own results do.
 */
export function isNXdata(tree: Tree): boolean {
  const data = defaultData(tree);
  return data !== null && axesOf(tree, data) !== null;
}

/**
 * Read the default NXdata of a file: a spectrum over one energy, or a map over emission and incident energy.
 * Counts and monitor are taken along where they are what the intensity is made of.
 * @throws XESError `scan/no-intensity`, `scan/shape-mismatch`
 */
export function readNXdata(tree: Tree): Scan {
  const data = defaultData(tree) ?? '';
  const axes = axesOf(tree, data);
  const signal = `${data}/${tree.attribute(data, 'signal')}`;
  const intensity = tree.numbers(signal);
  if (!axes || !intensity) {
    throw new XESError(
      'scan/no-intensity',
      'The default data of this file has no signal of numbers.'
    );
  }
  const { emission, incident } = pointsOf(axes, intensity.length);
  const n = intensity.length;
  const told = tree.numbers(`${signal}_errors`) ?? tree.numbers(`${data}/errors`);
  const unknown = new Float64Array(n).fill(NaN);
  const sigma = told?.length === n ? told : unknown;
  const counts = tree.numbers(`${data}/counts`);
  const monitor = tree.numbers(`${data}/monitor`);
  const isRatio = isRatioOf(intensity, counts, monitor);
  const channel = {
    name: 'default' as const,
    emission: emission ?? unknown,
    counts: isRatio ? counts : null,
    intensity,
    sigma,
    bragg: null
  };
  return {
    ...scanOfResult(incident, channel, isRatio ? monitor : null),
    warnings: attributeWarnings(tree.attribute(data, 'sigma_approximate')),
    metadata: metadataOf(tree)
  };
}

/** The energies of NXdata: one axis, or the two of a map. */
interface Axes {
  emission: Float64Array | null;
  incident: Float64Array | null;
  isGrid: boolean;
}

function axesOf(tree: Tree, data: string): Axes | null {
  const shape = tree.shape(`${data}/${tree.attribute(data, 'signal')}`);
  const incident = energyOf(tree, `${data}/incident`);
  const emission = energyOf(tree, `${data}/emission`);
  if (shape?.length === 2) {
    return incident && emission ? { incident, emission, isGrid: true } : null;
  }
  if (shape?.length !== 1) {
    return null;
  }
  const transfer = energyOf(tree, `${data}/transfer`);
  if (incident && (emission || transfer)) {
    const other = emission ?? transfer?.map((energy, i) => incident[i] - energy) ?? null;
    return { incident, emission: other, isGrid: false };
  }
  const energy = energyOf(tree, `${data}/${tree.attribute(data, 'axes') ?? 'energy'}`);
  if (!energy) {
    return null;
  }
  const isIncident = tree.attribute(data, 'energy_axis') === 'incident';
  return isIncident
    ? { incident: energy, emission: null, isGrid: false }
    : { incident: null, emission: energy, isGrid: false };
}

/** The energies of each point (n): of a grid those of its rows and columns. */
function pointsOf({ emission, incident, isGrid }: Axes, n: number): Omit<Axes, 'isGrid'> {
  if (!isGrid || !emission || !incident) {
    requireLength(emission ?? incident, n);
    requireLength(incident ?? emission, n);
    return { emission, incident };
  }
  const columns = incident.length;
  if (emission.length * columns !== n) {
    throw mismatch(emission.length * columns, n);
  }
  const each = (pick: (k: number) => number) => Float64Array.from({ length: n }, (_, k) => pick(k));
  return {
    emission: each(k => emission[Math.floor(k / columns)]),
    incident: each(k => incident[k % columns])
  };
}

function requireLength(energy: Float64Array | null, n: number): void {
  if (energy && energy.length !== n) {
    throw mismatch(energy.length, n);
  }
}

function mismatch(energies: number, n: number): XESError {
  return new XESError(
    'scan/shape-mismatch',
    `The intensity has ${n} points where the energies have ${energies}: the file is damaged.`
  );
}

/** Path of the NXdata that the file itself says is to be looked at; null where it says nothing. */
function defaultData(tree: Tree): string | null {
  let path = '';
  for (let depth = 0; depth < 3; depth++) {
    const next = tree.attribute(path || '/', 'default');
    if (!next || tree.kind(`${path}/${next}`) !== 'group') {
      return null;
    }
    path = `${path}/${next}`;
    if (tree.attribute(path, 'signal')) {
      return path;
    }
  }
  return null;
}

/** An energy in eV; null where there is none, or where its unit is no energy's. */
function energyOf(tree: Tree, path: string): Float64Array | null {
  const unit = tree.kind(path) === 'dataset' ? tree.attribute(path, 'units') : null;
  const factor = unit === 'eV' ? 1 : unit === 'keV' ? 1000 : null;
  const values = factor === null ? null : tree.numbers(path);
  return factor === 1 || !values ? values : values.map(energy => energy * 1000);
}

/** Whether the intensity is N/I1 at each point: of a normalised or cut one it is not. */
function isRatioOf(
  intensity: Float64Array,
  counts: Float64Array | null,
  monitor: Float64Array | null
): boolean {
  const n = intensity.length;
  return (
    counts?.length === n &&
    monitor?.length === n &&
    intensity.every((value, i) => Number.isNaN(value) || value === counts[i] / monitor[i])
  );
}

function metadataOf(tree: Tree): ScanMetadata {
  const text = (name: string) => tree.text(`/entry/${name}`) ?? '';
  return {
    ...emptyMetadata(),
    title: text('title'),
    scanCommand: text('scan_command'),
    startTime: text('start_time'),
    endTime: text('end_time'),
    experiment: text('experiment_identifier'),
    sample: text('sample/name')
  };
}
