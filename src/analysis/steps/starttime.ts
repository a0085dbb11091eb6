import { comparableTimes, isoTime, type Moment } from '../../base/isotime.js';
import type { Scan } from '../../formats/scan.js';
import { placeholder } from './labels.js';
import type { StepPart } from './part.js';
import type { Value } from './values.js';

/**
 * The start of the scan that a value was computed from; null if not known, or with several scans.
 */
export function startTimeOf(value: Value): Moment | null {
  return value.kind === 'scan' ? isoTime(value.scan.metadata.startTime) : (value.begun ?? null);
}

/** The mark of values computed from a scan. */
export function begunMark({ metadata }: Scan): { begun?: Moment } {
  const begun = isoTime(metadata.startTime);
  return begun ? { begun } : {};
}

/** A part whose outputs have the start time of the one input that it was computed from. */
export function timedPart(part: StepPart, inputs: readonly Value[]): StepPart {
  const at = part.input ?? (inputs.length === 1 ? 0 : null);
  const begun = at === null ? null : startTimeOf(inputs[at]);
  if (begun === null) {
    return part;
  }
  const outputs = Object.entries(part.outputs).map(([name, value]) => [
    name,
    value.kind === 'scan' ? value : { ...value, begun }
  ]);
  return { ...part, outputs: Object.fromEntries(outputs) as StepPart['outputs'] };
}

/** Positions of scans in time. */
export interface TimeAxis {
  /** Hours since the start of the first; null if their order is used instead. */
  readonly hours: readonly number[] | null;
  /** Description of the axis. */
  readonly words: string;
  /** A sentence if some times can't be used; scans are `{0}`, `{1}`, …. */
  readonly warning: string | null;
}

const hour = 3_600_000;

/** Hours since the start of the first of several scans, or that these are not known. */
export function timeAxisOf(values: readonly Value[]): TimeAxis {
  const begun = values.map(startTimeOf);
  const times = comparableTimes(begun);
  if (Array.isArray(times)) {
    const first = times.reduce((least, time) => Math.min(least, time), Infinity);
    const hours = times.map(time => (time - first) / hour);
    return { hours, words: 'hours since the first scan was begun', warning: null };
  }
  const order = (why: string, warning: string | null) => ({
    hours: null,
    words: `the order of the scans: ${why}`,
    warning:
      warning && `${warning} The order of the scans is used instead: give times to change that.`
  });
  switch (times) {
    case 'equal':
      return order('all were begun at the same time', null);
    case 'zones':
      return order(
        'only some times have a time zone',
        `When the scans were begun can’t be compared: ${listed(begun, item => item?.hasZone === false)} has no time zone with it, and others have one.`
      );
    case 'unknown':
      return begun.every(item => item === null)
        ? order('when they were begun is not known', null)
        : order(
            'when some of them were begun is not known',
            `When ${listed(begun, item => item === null)} was begun is not known: it is made of several scans, or its file has no time in ISO 8601 (2025-10-13T02:11:40+01:00).`
          );
  }
}

/** The first of the listed scans, and the number of further ones. */
function listed(
  begun: readonly (Moment | null)[],
  isListed: (item: Moment | null) => boolean
): string {
  const [first, ...more] = begun.flatMap((item, i) => (isListed(item) ? [i] : []));
  const name = `“${placeholder(first)}”`;
  return more.length > 0 ? `${name} (and ${more.length} more)` : name;
}
