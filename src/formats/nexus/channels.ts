import { XESError } from '../../base/errors.js';
import type { PointAxis } from '../../science/pointaxis.js';
import { knownSigma } from '../knownsigma.js';
import type { Channel, ChannelName } from '../scan.js';
import { withoutPending } from '../pending.js';
import { isAlike } from '../shapes.js';
import type { Tree } from '../tree.js';
import { entryNames } from '../entries.js';
import { countsChanged, countsOf, pointsHashName, valuesHash } from './counts.js';
import { hasDeviations } from './deviations.js';
import type { DataGroup } from './group.js';
import { requireUnscaled } from './scaled.js';
import { partOf, type Series } from './series.js';
import { sigmaName, sigmaOf } from './sigma.js';
import { auxiliarySignals } from './signal.js';

/** A signal of an NXdata. */
export interface Signal {
  name: ChannelName;
  label: string;
  path: string;
}

/** Most values of all signals together: more would fill the memory. */
const mostValues = 2 ** 26;

/** Paths of the arrays with one value per point that may accompany a signal. */
export function arraysOf(group: DataGroup, { label, path }: Signal): string[] {
  const names = [sigmaName(group, label), ...(label === group.signal ? ['counts', 'monitor'] : [])];
  return [path, ...names.filter(name => name !== undefined).map(name => `${group.data}/${name}`)];
}

/**
 * The signal and the auxiliary signals of the same shape, by name; a single one is the channel
 * `default`. Curves next to a result of this program are parts of it, not channels.
 */
export function signalsOf(group: DataGroup, shape: readonly number[]): Signal[] {
  const { tree, data, signal, warnings } = group;
  const isOwnResult = tree.attribute(data, 'energy_axis') !== null;
  const further = auxiliarySignals(tree, data, signal);
  const areArms = [signal, ...further].every(label => label === 'upper' || label === 'lower');
  const others = isOwnResult && !areArms ? [] : further;
  const fits = (label: string) => isAlike(tree.shape(`${data}/${label}`) ?? [0], shape);
  const total = shape.reduce((a, b) => a * b, 1);
  const room = Math.max(1, Math.floor(mostValues / Math.max(total, 1)));
  const labels = [signal, ...others.filter(fits)].slice(0, room);
  const omitted = others.filter(label => !labels.includes(label));
  if (omitted.length > 0) {
    const message = `Besides "${signal}" the file names further signals that are missing, have another shape, or are too many; they are not shown: ${entryNames(omitted)}.`;
    warnings.push({ code: 'nexus/several-signals', message });
  }
  return labels.map(label => ({
    name: labels.length === 1 && !areArms ? 'default' : label,
    label,
    path: `${data}/${label}`
  }));
}

/** The channels of a signal: itself, or its spectra if it is a series. @throws XESError `scan/…` */
export function channelsOf(
  group: DataGroup,
  signal: Signal,
  emission: PointAxis,
  series: Series | null
): Channel[] {
  const monitor = series ? null : group.tree.numbers(`${group.data}/monitor`);
  if (series === null) {
    return [channelOf(group, signal, arraysAt(group, signal), emission, monitor)];
  }
  const { intensity, sigma } = arraysAt(group, signal);
  return series.names.map((name, k) => {
    const full = signal.name === 'default' ? name : `${signal.label} ${name}`;
    const part = {
      intensity: partOf(intensity, series, k),
      sigma: sigma && partOf(sigma, series, k)
    };
    return channelOf(group, { ...signal, name: full }, part, emission, null);
  });
}

/** The channels of an auxiliary signal; errors become warnings, so the others are still shown. */
export function auxiliaryChannels(...args: Parameters<typeof channelsOf>): Channel[] {
  const [group, { label }] = args;
  try {
    return channelsOf(...args);
  } catch (error) {
    if (error instanceof XESError && error.code.startsWith('scan/')) {
      const message = `The further signal "${label}" is not shown. ${error.message}`;
      group.warnings.push({ code: 'nexus/several-signals', message });
      return [];
    }
    throw error;
  }
}

interface SignalArrays {
  intensity: Float64Array;
  sigma: Float64Array | null;
}

function arraysAt(group: DataGroup, { label, path }: Signal): SignalArrays {
  const { tree, data } = group;
  requireUnscaled(tree, data, path, label === group.signal);
  const intensity = tree.numbers(path);
  if (!intensity) {
    throw new XESError(
      'scan/no-intensity',
      `The signal "${label}" of ${data} holds no numbers. Say which other array to read (*Columns…* in the viewer, --columns in the command line).`
    );
  }
  const written = withoutPending(intensity, tree.isGrowing ?? false);
  return { intensity: written, sigma: sigmaOf(group, label, intensity.length) };
}

function channelOf(
  group: DataGroup,
  { name, label, path }: Signal,
  { intensity, sigma: stored }: SignalArrays,
  emission: PointAxis,
  monitor: Float64Array | null
): Channel {
  const { tree, data } = group;
  if (intensity.length !== emission.length) {
    throw new XESError(
      'scan/shape-mismatch',
      `"${label}" has ${intensity.length} values where the signal has ${emission.length}: they belong to no common points.`
    );
  }
  const { sigma, warnings } = stored
    ? knownSigma(stored, intensity)
    : { sigma: null, warnings: [] };
  const stated = monitor && label === group.signal ? tree.numbers(`${data}/counts`) : null;
  const hash = stated && tree.attribute(`${data}/counts`, pointsHashName);
  const isChanged = hash !== null && (!stored || hash !== valuesHash(intensity, stored));
  const counted = countsOf({ intensity, sigma }, isChanged ? null : stated, monitor);
  if (hash !== null && !counted.counts && !hasDeviations(tree, data)) {
    group.warnings.push(countsChanged);
  }
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

/** The unit of the intensity, if its long name has one. */
function unitOf(tree: Tree, signal: string): Pick<Channel, 'unit'> {
  const unit = /^Intensity \((.+)\)$/.exec(tree.attribute(signal, 'long_name') ?? '')?.[1];
  return unit === undefined ? {} : { unit };
}
