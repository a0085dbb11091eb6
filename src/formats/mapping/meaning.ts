import { distinct } from '../distinct.js';
import type { ScanWarning } from '../scan.js';
import type { Declaration } from './declaration.js';
import { refsOf } from './readmapping.js';
import type { ArrayListing, ArraySource, ScanMapping } from './types.js';
import { unknownColumns } from './unknown.js';

/** What is drawn: intensities or counts, a channel each, and what belongs to them. */
export interface Signals {
  arrays: readonly ArrayListing[];
  /** What the channels are called. */
  names: readonly string[];
  areCounts: boolean;
  /** σ of each; null where there is none. */
  sigmas: readonly (ArrayListing | null)[];
  monitor: ArrayListing | null;
  time: ArrayListing | null;
  warnings: readonly ScanWarning[];
}

/**
 * What is drawn: as a mapping says. One that names the intensity says all of it: what the names of a file say of a monitor
 * no longer holds; σ that is declared of the very array does.
 * @throws XESError `scan/columns-unknown`
 */
export function signalsOf(
  source: ArraySource,
  mapping: ScanMapping,
  declaration: Declaration
): Signals {
  const one = (ref: string | undefined) => (ref === undefined ? null : source.find(ref));
  const { monitor, time, sigma, intensity, counts } = mapping;
  const named = refsOf(counts ?? intensity).map(ref => source.find(ref));
  const declared = named.length > 0 ? null : declaration.signals(takenBy(source, mapping));
  const arrays = declared ? declared.intensity.map(ref => source.find(ref)) : named;
  if (arrays.length === 0) {
    const why = 'which of them is the intensity is not said';
    throw unknownColumns(source.listing(), declaration.what, why);
  }
  const sigmas = refsOf(sigma).map(ref => source.find(ref));
  if (sigmas.length > 0 && sigmas.length !== arrays.length) {
    const why = `"sigma" names ${sigmas.length} arrays, and there are ${arrays.length} intensities`;
    throw unknownColumns(source.listing(), declaration.what, why);
  }
  const own = (array: ArrayListing) => one(declaration.sigmaOf(array) ?? undefined);
  return {
    arrays,
    names: declared?.names ?? channelNames(arrays),
    areCounts: counts !== undefined,
    sigmas: arrays.map((array, i) => (counts !== undefined ? null : (sigmas[i] ?? own(array)))),
    monitor: one(monitor ?? declared?.monitor),
    time: one(time),
    warnings: monitor === undefined ? (declared?.warnings ?? []) : []
  };
}

/** One channel is the scan; several are called as their arrays are. */
function channelNames(arrays: readonly ArrayListing[]): string[] {
  return arrays.length === 1 ? ['default'] : distinct(arrays.map(({ name }) => name));
}

/** The arrays that a mapping says to be something else than intensities. */
function takenBy(source: ArraySource, mapping: ScanMapping): ArrayListing[] {
  const { incident, emission, transfer, monitor, time, sigma } = mapping;
  return [incident, emission, transfer, monitor, time, ...refsOf(sigma)].flatMap(ref =>
    ref === undefined ? [] : [source.find(ref)]
  );
}
