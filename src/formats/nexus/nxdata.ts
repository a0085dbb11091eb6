import { XESError } from '../../base/errors.js';
import { kindOf, type ArmKind } from '../../science/kind.js';
import { levels } from '../../science/levels.js';
import type { PointAxis } from '../../science/pointaxis.js';
import { droppedWarnings, assignKinds, unwrittenWarnings } from '../metadata.js';
import type { Reading } from '../reading.js';
import type { Channel, Scan } from '../scan.js';
import { attributeWarnings } from '../sigmamark.js';
import type { Tree } from '../tree.js';
import { arraysOf, auxiliaryChannels, channelsOf, signalsOf } from './channels.js';
import { energiesOf } from './declaredenergies.js';
import { deviationPaths, deviationsAt } from './deviations.js';
import { emissionOf, incidentOf } from './derived.js';
import { axisOfPoints, type Energies, type EnergyArray } from './energies.js';
import { entryMetadata } from './entrymetadata.js';
import { listedEntries } from './entries.js';
import type { FoundData } from './find.js';
import type { DataGroup } from './group.js';
import { columnsUnknown } from './listing.js';
import { alongOwnAxis, ownAxis } from './ownaxis.js';
import { seriesOf } from './series.js';
import { signalOf } from './signal.js';
import { requirePoints } from './template.js';

/**
 * Read the default NXdata of a file as declared by its attributes: a spectrum over one energy, or a
 * map over two, whatever the names and order of the arrays; a series and auxiliary signals become
 * channels. Counts and monitor are read if the intensity derives from them. It waits for the arrays
 * with one value per point.
 * @throws XESError `scan/no-intensity`, and `scan/columns-unknown` if the roles of arrays are
 * ambiguous
 */
export function* nxdataReading(tree: Tree, found: FoundData): Reading {
  const group: DataGroup = { ...found, tree, signal: signalOf(tree, found.data) ?? '' };
  const whole = tree.shape(`${group.data}/${group.signal}`);
  if (!whole) {
    const reason = `its signal "${group.signal}" is not there`;
    throw columnsUnknown(tree, group.data, reason);
  }
  requirePoints(group, whole);
  const [first, ...others] = signalsOf(group, whole);
  tree.announce([
    ...[first, ...others].flatMap(signal => arraysOf(group, signal)),
    ...deviationPaths(group)
  ]);
  yield; // usually the axes arrive together with them
  const ownCurveAxis = ownAxis(tree, group.data);
  const series = seriesOf(group, whole);
  const shape = series?.shape ?? whole;
  const energies = ownCurveAxis
    ? alongOwnAxis(tree, group.data, shape)
    : energiesOf(group, whole, series);
  const incident = energies.incident && axisOfPoints(energies.incident, shape);
  const emission = emissionOf(energies, incident, shape);
  const [main, ...parts] = channelsOf(group, first, emission, series);
  const deviations =
    parts.length > 0 || !main.sigma ? null : deviationsAt(group, main.intensity, main.sigma);
  const channels = [
    { ...main, ...(deviations ? { deviations } : {}) },
    ...parts,
    ...others.flatMap(signal => auxiliaryChannels(group, signal, emission, series))
  ].map(channel => ({ ...channel, ...(ownCurveAxis ? { axis: ownCurveAxis } : {}) }));
  const incidentOrDerived = incident ?? incidentOf(energies, emission, shape);
  return {
    ...scanOf(group, shape, energies, incidentOrDerived, channels),
    ...listedEntries(tree, found.entries, found.listed),
    monitor: channels[0].counts ? tree.numbers(`${group.data}/monitor`) : null
  };
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
      `None of the ${channels[0].intensity.length} points of ${group.data} has both an energy and an intensity that are numbers. Say which other arrays to read (*Columns…* in the viewer, --columns in the command line), or measure again.`
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

/** The kind of a grid of two axes, from the axes alone: they are much shorter than the points. */
function gridKind({ incident, emission, transfer }: Energies, jitter: number): ArmKind | null {
  const isMoved = ({ values }: EnergyArray, noise = 0) => levels(values, noise).values.length > 1;
  const along = (energy: EnergyArray | null, noise = 0) =>
    energy && energy.dim !== null && isMoved(energy, noise) ? [energy.dim] : [];
  const dims = [...along(incident, jitter), ...along(emission), ...along(transfer)];
  if (new Set(dims).size > 1) {
    return 'RXES';
  }
  if (!incident || !emission || incident.dim === null || emission.dim === null) {
    return null;
  }
  const isGrid = incident.dim !== emission.dim;
  const [first] = emission.values;
  return isGrid && !isMoved(emission)
    ? kindOf(incident.values, new Float64Array(incident.values.length).fill(first), jitter)
    : null;
}

/** The jitter of readback incident energies recorded by this program's results. */
function jitterOf(tree: Tree, data: string): Pick<Scan, 'incidentJitter'> {
  const jitters = ['incident', 'energy', 'transfer', 'distance'].map(name => {
    const path = `${data}/${name}`;
    return tree.kind(path) === 'dataset' ? Number(tree.attribute(path, 'jitter') ?? 0) : 0;
  });
  const incidentJitter = jitters.find(jitter => jitter > 0);
  return incidentJitter === undefined ? {} : { incidentJitter };
}
