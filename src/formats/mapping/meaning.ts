import { distinct } from '../distinct.js';
import type { ScanWarning } from '../scan.js';
import type { Declaration } from './declaration.js';
import { refsOf } from './readmapping.js';
import type { ArrayListing, ArraySource, ScanMapping } from './types.js';
import { unknownColumns } from './unknown.js';

/** The signals: intensities or counts, one channel each, and their related arrays. */
export interface Signals {
  arrays: readonly ArrayListing[];
  /** Names of the channels. */
  names: readonly string[];
  areCounts: boolean;
  /** σ of each; null if there is none. */
  sigmas: readonly (ArrayListing | null)[];
  monitor: ArrayListing | null;
  time: ArrayListing | null;
  warnings: readonly ScanWarning[];
}

/**
 * The signals according to a mapping. If it names the intensity, a monitor recognised by name is
 * not used, but σ declared for that array is.
 * @throws XESError `scan/columns-unknown`
 */
export function signalsOf(
  source: ArraySource,
  mapping: ScanMapping,
  declaration: Declaration
): Signals {
  const findOptional = (ref: string | undefined) => (ref === undefined ? null : source.find(ref));
  const { monitor, time, sigma, intensity, counts } = mapping;
  const named = refsOf(counts ?? intensity).map(ref => source.find(ref));
  const declared = named.length > 0 ? null : declaration.signals(takenBy(source, mapping));
  const arrays = declared ? declared.intensity.map(ref => source.find(ref)) : named;
  if (arrays.length === 0) {
    const reason = 'which of them is the intensity is not said';
    throw unknownColumns(source.listing(), declaration.what, reason);
  }
  const sigmas = refsOf(sigma).map(ref => source.find(ref));
  if (sigmas.length > 0 && sigmas.length !== arrays.length) {
    const reason = `"sigma" names ${sigmas.length} arrays, and there are ${arrays.length} intensities`;
    throw unknownColumns(source.listing(), declaration.what, reason);
  }
  const declaredSigma = (array: ArrayListing) =>
    findOptional(declaration.sigmaOf(array) ?? undefined);
  return {
    arrays,
    names: declared?.names ?? channelNames(arrays),
    areCounts: counts !== undefined,
    sigmas: arrays.map((array, i) =>
      counts !== undefined ? null : (sigmas[i] ?? declaredSigma(array))
    ),
    monitor: findOptional(monitor ?? declared?.monitor),
    time: findOptional(time),
    warnings: monitor === undefined ? (declared?.warnings ?? []) : []
  };
}

/** Names of channels: `default` for a single one, else those of their arrays. */
function channelNames(arrays: readonly ArrayListing[]): string[] {
  return arrays.length === 1 ? ['default'] : distinct(arrays.map(({ name }) => name));
}

/** The arrays that a mapping uses for something other than intensities. */
function takenBy(source: ArraySource, mapping: ScanMapping): ArrayListing[] {
  const { incident, emission, transfer, monitor, time, sigma } = mapping;
  return [incident, emission, transfer, monitor, time, ...refsOf(sigma)].flatMap(ref =>
    ref === undefined ? [] : [source.find(ref)]
  );
}
